package threetier.command.bench;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.LongStream;
import threetier.command.error.CommandException;
import threetier.command.load.Latency;
import threetier.command.process.Node;
import threetier.command.stage.Stage;

/**
 * The databases without an application. Each connection sends its next statement as soon as its previous statement
 * returns. Every insert is a separate durable commit.
 *
 * @param rowsPerInsert the number of rows per insert; each row counts as an answer
 */
record DatabaseAlone(Stage stage, String name, int rowsPerInsert) implements Target {

    /** The maximum number of parallel large inserts. Additional inserts would only wait for each other. */
    private static final int MOST_LARGE_INSERTS = 4;

    /**
     * Every target serves writes, because each insert size is a limit for writes. Reads do not depend on the insert
     * size, so only the target with single-row inserts serves reads.
     */
    @Override
    public boolean serves(Cell cell) {
        return cell.writes() || rowsPerInsert == 1;
    }

    @Override
    public Run load(Cell cell, int seconds) {
        int connections = rowsPerInsert == 1 ? cell.connections() : Math.min(MOST_LARGE_INSERTS, cell.connections());
        ExecutorService threads = Executors.newFixedThreadPool(connections);
        try {
            List<Future<long[]>> parts = new ArrayList<>();
            for (int i = 0; i < connections; i++) {
                parts.add(threads.submit(() -> repeat(cell, seconds)));
            }
            LongStream nanos = LongStream.empty();
            for (Future<long[]> part : parts) {
                nanos = LongStream.concat(nanos, LongStream.of(part.get()));
            }
            long[] all = nanos.toArray();
            // A connection only runs statements. The sum of their times is therefore the duration of its run, including
            // the last statement
            double each = LongStream.of(all).sum() / 1e9 / connections;
            return new Run((long) all.length * (cell.writes() ? rowsPerInsert : 1), 0, 0, each, Latency.of(all));
        } catch (ExecutionException failure) {
            throw new CommandException(
                    "A statement of the measurement failed: "
                            + failure.getCause().getMessage(),
                    failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CommandException("Interrupted");
        } finally {
            threads.shutdownNow();
        }
    }

    /** Returns the duration of each statement in nanoseconds. */
    private long[] repeat(Cell cell, int seconds) throws SQLException {
        try (Connection connection = stage.sql().connectAsApplication(cell.writes() ? "writer" : "reader");
                PreparedStatement statement = connection.prepareStatement(sql(cell))) {
            LongStream.Builder nanos = LongStream.builder();
            long begin = System.nanoTime();
            for (long last = begin, now; last - begin < seconds * 1_000_000_000L; last = now) {
                execute(statement, cell);
                now = System.nanoTime();
                nanos.add(now - last);
            }
            return nanos.build().toArray();
        }
    }

    private static void execute(PreparedStatement statement, Cell cell) throws SQLException {
        if (cell.writes()) {
            statement.executeUpdate();
            return;
        }
        // The driver reads all rows before executeQuery returns
        statement.executeQuery().close();
    }

    private String sql(Cell cell) {
        return switch (cell.work()) {
            case WRITE ->
                "INSERT INTO timestamps (saved_at) VALUES "
                        + String.join(", ", Collections.nCopies(rowsPerInsert, "(UTC_TIMESTAMP(6))"));
            case READ -> "SELECT saved_at FROM timestamps ORDER BY id";
            case PAGE -> "SELECT id, saved_at FROM timestamps ORDER BY id DESC LIMIT 50";
        };
    }

    @Override
    public List<Node> app() {
        return List.of();
    }

    @Override
    public List<Node> web() {
        return List.of();
    }
}
