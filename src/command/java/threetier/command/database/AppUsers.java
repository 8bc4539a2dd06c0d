package threetier.command.database;

import java.util.Map;
import java.util.TreeMap;

/**
 * The users of an application in its database, one for the writer and one for the reader, named as on AWS
 * (cloudformation/schema.yaml).
 *
 * @param database the name of the database, with which the names of the users begin
 */
record AppUsers(String database, StageSecrets secrets) {

    /** The user of a server, {@link DataTier#WRITER} or {@link DataTier#READER}. */
    String name(String server) {
        return database + "_" + server;
    }

    String password(String server) {
        return server.equals(DataTier.WRITER) ? secrets.writer() : secrets.reader();
    }

    /** The variables with users and passwords, for the program that makes the users. */
    Map<String, String> variables() {
        return Map.of(
                "WRITER_USER", name(DataTier.WRITER),
                "WRITER_PASSWORD", secrets.writer(),
                "READER_USER", name(DataTier.READER),
                "READER_PASSWORD", secrets.reader());
    }

    /** The environment variables of an app node: URLs, users and passwords of both servers. */
    Map<String, String> variables(String writerUrl, String readerUrl) {
        Map<String, String> all = new TreeMap<>(variables());
        all.put("WRITER_URL", writerUrl);
        all.put("READER_URL", readerUrl);
        return all;
    }
}
