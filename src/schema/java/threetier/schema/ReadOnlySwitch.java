package threetier.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Map;

/**
 * Switches read-only mode. In this mode, the writer's user has no privilege that changes rows, so every node and every
 * application obeys, also one that starts later. Open connections obey from their next statement on: the privileges are
 * those of tables, and the database checks these for each statement.
 */
public final class ReadOnlySwitch {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final long PERIOD_MILLIS = 200;

    private final Connection connection;
    private final Users users;
    private final AppUser writer;

    /**
     * @param connection of the administrator, to the application's database
     * @param writer the user that changes rows, with its privileges outside this mode; the password is not used
     */
    public ReadOnlySwitch(Connection connection, AppUser writer) {
        this.connection = connection;
        this.writer = writer;
        users = new Users(connection);
    }

    public boolean isOn() throws SQLException {
        return users.isReadOnly(writer.name());
    }

    /**
     * Switches the mode on, and waits until the transactions that have begun before are finished. Afterwards no row
     * changes. Can be repeated.
     *
     * @throws SQLException when the database refuses, or when a transaction is not finished after 30 seconds; the mode
     *     is on then
     */
    public void on() throws SQLException {
        users.allow(writer, true);
        String since = now();
        long deadline = System.nanoTime() + LIMIT.toNanos();
        while (users.unfinishedSince(writer.name(), since) > 0) {
            if (System.nanoTime() > deadline) {
                throw new SQLException(
                        "read-only mode is on, but a transaction that began before is not finished after "
                                + LIMIT.toSeconds() + " s; it can still commit");
            }
            pause();
        }
    }

    /** Switches the mode off. Can be repeated. */
    public void off() throws SQLException {
        users.allow(writer, false);
    }

    /**
     * Carries out a word of an operator.
     *
     * @param word {@code on}, {@code off}, or {@code state}, which changes nothing
     * @return whether the mode is on now
     * @throws IllegalArgumentException when it is another word
     */
    boolean put(String word) throws SQLException {
        switch (word) {
            case "on" -> on();
            case "off" -> off();
            case "state" -> {}
            default -> throw new IllegalArgumentException("read-only mode is on or off, not \"" + word + "\"");
        }
        return isOn();
    }

    private String now() throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("SELECT NOW()")) {
            result.next();
            return result.getString(1);
        }
    }

    private static void pause() throws SQLException {
        try {
            Thread.sleep(PERIOD_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new SQLException("interrupted", interrupted);
        }
    }

    /**
     * Switches the mode, and prints {@code on} or {@code off}, which is the new state. The argument is {@code on},
     * {@code off} or {@code state}. The environment variables are {@code WRITER_URL}, {@code ADMIN_USER},
     * {@code ADMIN_PASSWORD}, {@code WRITER_USER} and {@code WRITER_PRIVILEGES}, as of {@link Schema}.
     */
    public static void main(String[] arguments) {
        Map<String, String> env = System.getenv();
        try (Connection admin = DriverManager.getConnection(
                Schema.need(env, "WRITER_URL"), Schema.need(env, "ADMIN_USER"), Schema.need(env, "ADMIN_PASSWORD"))) {
            AppUser writer = AppUser.writer(env, Schema.need(env, "WRITER_USER"), "");
            boolean on = new ReadOnlySwitch(admin, writer).put(arguments.length == 1 ? arguments[0] : "state");
            System.out.println(on ? "on" : "off");
        } catch (SQLException | IllegalArgumentException failure) {
            System.err.println("schema: " + UnknownHost.orMessage(failure, env));
            System.exit(1);
        }
    }
}
