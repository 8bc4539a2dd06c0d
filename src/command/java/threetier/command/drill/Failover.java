package threetier.command.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import threetier.command.error.CommandException;
import threetier.command.load.Exchange;
import threetier.command.stage.Stage;

/**
 * The writer is lost and the reader is promoted. The former writer comes back as a read-only replica before the
 * endpoint points to the new writer. Managed databases behave like this. Replication is semi-synchronous without a
 * fallback: the writer acknowledges a write only after the reader has it.
 */
final class Failover implements Scenario {

    @Override
    public String name() {
        return "failover";
    }

    @Override
    public String breaks() {
        return "the writer is lost, the replica is promoted, the old writer comes back read-only";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public void prepare(Stage stage) throws SQLException {
        stage.sql().execute("reader", "SET GLOBAL rpl_semi_sync_slave_enabled = ON");
        stage.sql().execute("reader", "STOP SLAVE IO_THREAD");
        stage.sql().execute("reader", "START SLAVE IO_THREAD");
        stage.sql().execute("writer", "SET GLOBAL rpl_semi_sync_master_wait_point = AFTER_SYNC");
        // A timeout in milliseconds, about 46 days: the writer never falls back to acknowledging writes that the reader
        // does not have
        stage.sql().execute("writer", "SET GLOBAL rpl_semi_sync_master_timeout = 4000000000");
        stage.sql().execute("writer", "SET GLOBAL rpl_semi_sync_master_enabled = ON");
    }

    @Override
    public Set<String> alerts() {
        return Set.of("WriterAway", "WritesFail");
    }

    @Override
    public void run(Scene scene) throws SQLException {
        Stage stage = scene.stage();
        if (stage.sql().counter("writer", "Rpl_semi_sync_master_clients") != 1) {
            throw new CommandException("the reader does not participate in semi-synchronous replication.");
        }
        scene.fault("writer killed");
        stage.node("writer").kill();
        stage.data().promoteReader();
        scene.writerIs("reader");
        scene.note("reader promoted");
        stage.startDatabase("writer");
        stage.data().follow("writer");
        scene.note("old writer back, read-only");
        scene.steady(4);
        scene.awaitAlerts();
        stage.data().relay("writer").lead(stage.node("reader").port());
        scene.turn("endpoint switched");
        scene.awaitWrites(Duration.ofSeconds(60));
        scene.steady(10);
        if (stage.sql().counter("writer", "Slaves_running") != 1
                || stage.sql().count("writer", "SELECT @@read_only") != 1) {
            throw new CommandException("the old writer is not a read-only replica of the new one.");
        }
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.withoutWriter(exchanges, verdict);
    }
}
