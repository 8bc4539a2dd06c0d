package threetier.command.drill;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;

/** The reader is five seconds behind the writer. Clients must still see their own writes. */
final class ReplicaBehind implements Scenario {

    @Override
    public String name() {
        return "replica-behind";
    }

    @Override
    public String breaks() {
        return "the replica is 5 s behind, then catches up";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public Set<String> alerts() {
        return Set.of("ReplicaBehind");
    }

    @Override
    public void run(Scene scene) throws SQLException {
        scene.fault("reader 5 s behind");
        delay(scene, 5);
        scene.steady(12);
        scene.awaitAlerts();
        delay(scene, 0);
        scene.note("lag ended");
        scene.steady(8);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.readerAnswersAgain(exchanges);
    }

    private static void delay(Scene scene, int seconds) throws SQLException {
        scene.stage().sql().execute("reader", "STOP SLAVE");
        scene.stage().sql().execute("reader", "CHANGE MASTER TO MASTER_DELAY = " + seconds);
        scene.stage().sql().execute("reader", "START SLAVE");
    }
}
