package threetier.stage;

import java.net.URI;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Starts the databases before Arquillian starts its server, which finds them by the environment that Maven gives to both.
 * Runs that have no {@code WRITER_URL} need none of it.
 */
public final class InContainerDatabases implements LauncherSessionListener {

    private Stage stage;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (System.getenv("WRITER_URL") != null) {
            Secrets secrets = new Secrets(Secrets.password(), Secrets.password(), System.getenv("WRITER_PASSWORD"),
                    System.getenv("READER_PASSWORD"), Secrets.password());
            stage = Stage.startDatabases(Workspace.fresh("in-container"), secrets, port("WRITER_URL"), port("READER_URL"), System.out::println);
        }
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        if (stage != null) {
            stage.close();
        }
    }

    private static int port(String variable) {
        return URI.create(System.getenv(variable).replaceAll("^jdbc:|[?].*", "")).getPort();
    }
}
