package threetier.command.database;

import java.time.Duration;
import java.util.Map;
import threetier.command.process.Workspace;

/**
 * The database of a second application on the servers of a stage, with users of its own. Neither application can log in
 * to the database of the other.
 */
public final class SecondSchema {

    /** The name has no underscore: in a GRANT, an underscore stands for any character. */
    private static final String DATABASE = "besideapp2";

    private static final Duration REPLICATION_LIMIT = Duration.ofSeconds(60);

    private final Workspace workspace;
    private final DataTier data;
    private final AppUsers users = new AppUsers(DATABASE, StageSecrets.random());

    public SecondSchema(Workspace workspace, DataTier data) {
        this.workspace = workspace;
        this.data = data;
    }

    /** Creates or updates the tables and the users, and waits until the reader has them too. */
    public void migrate() {
        data.updating(DATABASE)
                .with(users.variables())
                .run(workspace.log("schema2"), "The schema of the second application could not be brought up to date.");
        data.awaitReplica(REPLICATION_LIMIT);
    }

    /** The environment variables of an app node: URLs, users and passwords of both servers. */
    public Map<String, String> environment() {
        return users.variables(data.url(DataTier.WRITER, DATABASE), data.url(DataTier.READER, DATABASE));
    }
}
