package threetier.command.drill;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;

/** The reader is stopped for a while, as for maintenance. During this time, the writer answers all requests. */
final class ReplicaStopped implements Scenario {

    @Override
    public String name() {
        return "replica-stopped";
    }

    @Override
    public String breaks() {
        return "the replica is stopped and later restarted";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public Set<String> alerts() {
        return Set.of("ReplicaAway");
    }

    @Override
    public void run(Scene scene) {
        scene.fault("reader stopped");
        scene.stage().node("reader").stop(Duration.ofSeconds(60));
        scene.steady(8);
        scene.awaitAlerts();
        scene.note("starting the reader");
        scene.stage().startDatabase("reader");
        scene.note("reader back");
        scene.steady(10);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.readerAnswersAgain(exchanges);
    }
}
