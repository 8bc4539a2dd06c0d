package threetier.command.database;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;

/**
 * The writer of a region of the stage, administered over its socket. Any command can do that, also one that has started
 * nothing. MariaDB only.
 */
public final class RegionServer {

    /** The account with which the other region replicates this one. */
    private static final String ACCOUNT = "regions";

    private static final Duration APPLY_LIMIT = Duration.ofSeconds(60);
    /** The tables whose rows are named in a list of lost rows, each with the time of a row. */
    private static final List<String> TABLES = List.of("timestamps.saved_at", "changes.changed_at");

    private final Workspace workspace;

    public RegionServer(Workspace workspace) {
        this.workspace = workspace;
    }

    /** Whether the server runs and answers. */
    public boolean answers() {
        return ask("SELECT 1").isPresent();
    }

    /** Whether the server answers and accepts changes. */
    public boolean writes() {
        return ask("SELECT @@read_only").filter("0"::equals).isPresent();
    }

    /** Refuses all further changes of the application, and returns when none is in progress. */
    public void fence() {
        run("SET GLOBAL read_only = 1");
    }

    /** Ends {@link #fence}. */
    public void unfence() {
        run("SET GLOBAL read_only = 0");
    }

    /** How much older the newest row is than that of another server. */
    public Duration behind(RegionServer other) {
        return Duration.ofMillis(Math.max(0, other.newest() - newest()));
    }

    /** The time of the newest row, in milliseconds. */
    private long newest() {
        String times = TABLES.stream()
                .map(table -> "SELECT MAX(" + table.split("\\.")[1] + ") AS at FROM "
                        + ApplicationSchema.THREE_TIER.database() + "." + table.split("\\.")[0])
                .collect(Collectors.joining(" UNION "));
        return Long.parseLong(
                run("SELECT COALESCE(ROUND(UNIX_TIMESTAMP(MAX(at)) * 1000), 0) FROM (" + times + ") AS t"));
    }

    /** The position after the last change. */
    public String position() {
        return run("SELECT @@gtid_binlog_pos");
    }

    /** Whether the server has everything up to a position. Waits for that at most this time. */
    public boolean reaches(String position, Duration limit) {
        return run("SELECT MASTER_GTID_WAIT('" + position + "', " + limit.toMillis() / 1e3 + ")")
                .equals("0");
    }

    /** Accepts changes from now on. Before that, applies everything that has arrived from the other region. */
    public void promote() {
        if (!status("Gtid_IO_Pos").isEmpty()) {
            run("STOP SLAVE IO_THREAD");
            if (!reaches(status("Gtid_IO_Pos"), APPLY_LIMIT)) {
                throw new CommandException("The server has not applied all that it got from the other region within "
                        + APPLY_LIMIT.toSeconds() + " s, so it was not promoted.");
            }
        }
        run("STOP SLAVE; RESET SLAVE ALL; SET GLOBAL read_only = 0");
    }

    /** Creates or renews the account with which another region can replicate this one. */
    public void admit(String password) {
        run("SET sql_log_bin = 0; CREATE OR REPLACE USER '" + ACCOUNT + "'@'127.0.0.1' IDENTIFIED BY '" + password
                + "'; GRANT REPLICATION SLAVE ON *.* TO '" + ACCOUNT + "'@'127.0.0.1'");
    }

    /**
     * Replicates another server from the own position on, and refuses all other changes.
     *
     * @param port the port of the other server, or of a relay to it
     */
    public void follow(int port, String password) {
        // What the server has applied or changed itself is in its binary log
        run("SET GLOBAL read_only = 1; STOP SLAVE; SET @own = @@gtid_binlog_pos; SET GLOBAL gtid_slave_pos = @own;"
                + " CHANGE MASTER TO MASTER_HOST='127.0.0.1', MASTER_PORT=" + port + ", MASTER_USER='" + ACCOUNT
                + "', MASTER_PASSWORD='" + password + "', MASTER_USE_GTID=slave_pos, MASTER_CONNECT_RETRY=1,"
                + " MASTER_HEARTBEAT_PERIOD=1, MASTER_SSL=0; START SLAVE");
    }

    /** Whether the server replicates another one, or tries to. */
    public boolean follows() {
        return ask("SHOW SLAVE STATUS").filter(status -> !status.isEmpty()).isPresent();
    }

    /** What stops replication; empty if nothing does. */
    public String problem() {
        return status("Last_IO_Error") + status("Last_SQL_Error");
    }

    /**
     * The rows that this server has and another one lacks, as {@code table id time}, in the order of their ids.
     *
     * @param other the server of the other region
     */
    public List<String> lackedBy(RegionServer other) {
        return TABLES.stream()
                .flatMap(table -> {
                    Set<String> there = new HashSet<>(other.rows(table));
                    return rows(table).stream().filter(row -> !there.contains(row));
                })
                .toList();
    }

    private List<String> rows(String table) {
        String[] parts = table.split("\\.");
        String database = ApplicationSchema.THREE_TIER.database();
        return Arrays.stream(run("SELECT CONCAT('" + parts[0] + " ', id, ' ', " + parts[1] + ") FROM " + database + "."
                                + parts[0] + " ORDER BY id")
                        .split("\n"))
                .filter(row -> !row.isEmpty())
                .toList();
    }

    /** A field of the state of replication; empty without replication. */
    private String status(String field) {
        return client().runNamed("SHOW SLAVE STATUS")
                .lines()
                .map(String::strip)
                .filter(line -> line.startsWith(field + ":"))
                .map(line -> line.substring(field.length() + 1).strip())
                .findFirst()
                .orElse("");
    }

    private Optional<String> ask(String sql) {
        try {
            return Optional.of(run(sql));
        } catch (CommandException unanswered) {
            return Optional.empty();
        }
    }

    /** @throws CommandException if the server does not answer, or refuses */
    private String run(String sql) {
        return client().run(sql);
    }

    private SocketClient client() {
        Node server = new Nodes(workspace)
                .find(DataTier.WRITER)
                .filter(Node::alive)
                .orElseThrow(() -> new CommandException("The database of the region does not run."));
        return SocketClient.of(workspace, server);
    }
}
