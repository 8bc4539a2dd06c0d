package threetier.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import threetier.command.database.DataTier;
import threetier.command.process.Log;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.stage.Stage;
import threetier.command.stage.WebTier;

/** Access to the processes, logs and databases of a stage, for tests only. */
public record Inside(Stage stage) {

    private static final String LOCK_WAITS =
            "SELECT COUNT(*) FROM information_schema.innodb_trx WHERE trx_state = 'LOCK WAIT'";

    /** The address of an app node, without the web tier. */
    public String appUrl() {
        return stage.servers("app").get(0).url();
    }

    /** The listening sockets of this node, as {@code address:port}. */
    public static Set<String> sockets(Node node) {
        return Set.copyOf(Sockets.listening(node));
    }

    /** Listening sockets of this stage that are not on the loopback address. */
    public List<String> socketsOpenToOthers() {
        return socketsOpenToOthers(new Nodes(stage.workspace()), stage.data());
    }

    static List<String> socketsOpenToOthers(Nodes nodes, DataTier data) {
        return Stream.concat(
                        nodes.all().stream().flatMap(node -> Sockets.listening(node).stream()),
                        data.listening().stream())
                .filter(address -> !address.startsWith("127."))
                .toList();
    }

    /** The access log of a web node so far. */
    public List<String> accessLog(String node) throws IOException {
        return Files.readAllLines(WebTier.accessLog(stage.workspace(), node));
    }

    /**
     * The access log lines of an answered request. The node writes them shortly after the answer, so this method waits
     * for them.
     */
    public List<String> awaitLogged(String node, String request) {
        return awaitLines(WebTier.accessLog(stage.workspace(), node), 0, request);
    }

    /** The log of a node, without the access log. */
    public List<String> log(String node) throws IOException {
        return Log.text(stage.workspace().log(node), 0).lines().toList();
    }

    /** The log lines from this line number on that contain the text. Waits until there is at least one. */
    public List<String> awaitLogged(String node, int from, String text) {
        return awaitLines(stage.workspace().log(node), from, text);
    }

    /** The log lines of a node, from this line number on, that belong to a stack trace. */
    public List<String> stackTraces(String node, int from) throws IOException {
        return log(node).stream()
                .skip(from)
                .filter(line -> line.startsWith("\tat "))
                .toList();
    }

    private static List<String> awaitLines(Path log, int from, String text) {
        return await("\"" + text + "\" is in " + log)
                .atMost(ONE_MINUTE)
                .pollInterval(Duration.ofMillis(20))
                .until(
                        () -> Log.text(log, 0)
                                .lines()
                                .skip(from)
                                .filter(line -> line.contains(text))
                                .toList(),
                        lines -> !lines.isEmpty());
    }

    /** Runs a statement on {@code writer} or {@code reader} as the app tier's user. */
    public void asApplication(String database, String statement) throws SQLException {
        try (Connection connection = stage.sql().connectAsApplication(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /**
     * Waits until this number of transactions on the writer wait for a lock, for a second at most, because the
     * application waits no longer.
     */
    public void awaitLockWaits(int transactions) throws SQLException {
        // The database server updates this table only if nobody has read it for a tenth of a second
        for (int i = 0; i < 7 && stage.sql().count(DataTier.WRITER, LOCK_WAITS) < transactions; i++) {
            Pause.millis(150);
        }
    }
}
