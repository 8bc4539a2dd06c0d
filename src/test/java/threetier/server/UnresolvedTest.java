package threetier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests {@code payara/unresolved} with a name service that resolves only db.example. */
class UnresolvedTest {

    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            jdbc:mysql://db.example:3306/threetier               | ''
            jdbc:mysql://writer.example:3306/threetier?a=//b     | writer.example
            jdbc:mysql://db.example,writer.example/threetier     | writer.example
            jdbc:mysql://me:secret@writer.example/threetier      | writer.example
            jdbc:mysql://[::1]:3306/threetier                    | ''
            jdbc:mysql://address=(host=db.example)/threetier     | ''
            jdbc:mysql:///threetier                              | ''
            """)
    void aHostThatDoesNotResolveIsNamedWithItsVariable(String url, String named) throws Exception {
        Path getent = Files.writeString(folder.resolve("getent"), "#!/bin/sh\n[ \"$2\" = db.example ]\n");
        Files.setPosixFilePermissions(getent, PosixFilePermissions.fromString("rwxr-xr-x"));
        ProcessBuilder unresolved = new ProcessBuilder("payara/unresolved").redirectErrorStream(true);
        unresolved.environment().put("PATH", folder + ":" + System.getenv("PATH"));
        unresolved.environment().put("WRITER_URL", url);
        unresolved.environment().put("READER_URL", "jdbc:mysql://db.example/threetier");
        Process process = unresolved.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor());
        assertEquals(
                named.isEmpty()
                        ? ""
                        : "payara/unresolved: the host name " + named
                                + " in WRITER_URL does not resolve; correct it, or the name service of this machine\n",
                said);
    }
}
