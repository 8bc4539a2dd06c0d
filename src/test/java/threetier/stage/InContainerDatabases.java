package threetier.stage;

import java.net.URI;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import threetier.command.database.ApplicationSchema;
import threetier.command.database.DataTier;
import threetier.command.database.StageSecrets;
import threetier.command.process.Nodes;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/**
 * Starts the databases before Arquillian starts its server. Maven sets their addresses in the environment of both. In
 * runs without {@code WRITER_URL}, this class does nothing.
 */
public final class InContainerDatabases implements LauncherSessionListener {

    private Nodes nodes;
    private DataTier databases;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getenv("WRITER_URL") != null) {
            StageSecrets secrets = new StageSecrets(
                    StageSecrets.password(),
                    StageSecrets.password(),
                    System.getenv("WRITER_PASSWORD"),
                    System.getenv("READER_PASSWORD"),
                    StageSecrets.password());
            Workspace workspace = TestDatabase.workspace("in-container");
            nodes = new Nodes(workspace);
            databases = new DataTier(
                    workspace,
                    nodes,
                    TestDatabase.chosen(),
                    ApplicationSchema.THREE_TIER,
                    secrets,
                    port("WRITER_URL"),
                    port("READER_URL"));
            databases.raise(new Steps(System.out::println));
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (databases != null) {
            nodes.stopAll(System.out::println);
            databases.close();
        }
    }

    private static int port(String variable) {
        return URI.create(System.getenv(variable).replaceAll("^jdbc:|[?].*", ""))
                .getPort();
    }
}
