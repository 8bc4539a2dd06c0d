package threetier.command.drill;

import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;

/** The writer crashes and is restarted with the same data and port. */
final class WriterKilled implements Scenario {

    @Override
    public String name() {
        return "writer-killed";
    }

    @Override
    public String breaks() {
        return "the writer is killed (kill -9) and restarted";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public Set<String> alerts() {
        return Set.of("WriterAway", "WritesFail");
    }

    @Override
    public void run(Scene scene) {
        scene.fault("writer killed");
        scene.stage().node("writer").kill();
        scene.steady(8);
        scene.awaitAlerts();
        scene.note("starting the writer");
        scene.stage().startDatabase("writer");
        scene.turn("writer back");
        scene.steady(12);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.withoutWriter(exchanges, verdict);
    }
}
