package threetier.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import java.sql.Connection;
import java.sql.SQLException;
import threetier.command.stage.Stage;
import threetier.schema.AppUser;
import threetier.schema.ReadOnlySwitch;

/** Read-only mode of a stage. It begins with the constructor and ends with {@link #close}, also after a failure. */
public final class ReadOnlyPhase implements AutoCloseable {

    private final Connection admin;
    private final ReadOnlySwitch mode;

    /** The mode for the application of this project. */
    public ReadOnlyPhase(Stage stage) throws SQLException {
        this(stage, "threetier", AppUser.writer(stage.data().user("writer"), ""));
    }

    /** @param writer the user that changes rows, with its privileges outside this mode */
    public ReadOnlyPhase(Stage stage, String database, AppUser writer) throws SQLException {
        admin = stage.sql().connect("writer");
        admin.setCatalog(database);
        mode = new ReadOnlySwitch(admin, writer);
        mode.on();
    }

    public boolean isOn() throws SQLException {
        return mode.isOn();
    }

    /** Whether the app node behind this site knows of the mode. It asks the writer once a second. */
    public static boolean isNoticed(Site site) throws Exception {
        return site.get("/instance").body().contains("\"readOnly\":true");
    }

    /** Returns when the app node behind this site knows of no read-only mode. */
    public static void awaitNoticedEnd(Site site) {
        await("the mode has ended").atMost(ONE_MINUTE).until(() -> !isNoticed(site));
    }

    @Override
    public void close() throws SQLException {
        mode.off();
        admin.close();
    }
}
