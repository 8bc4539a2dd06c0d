package threetier.command.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;

/** The network between app tier and writer drops every packet for a while, without resetting connections. */
final class WriterSilent implements Scenario {

    private static final int SECONDS = 10;

    private VitalSigns signs;

    @Override
    public String name() {
        return "writer-silent";
    }

    @Override
    public String breaks() {
        return "packets between app tier and writer are dropped, then pass again";
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
        scene.fault("packets dropped");
        scene.stage().data().relay("writer").swallow();
        signs = new VitalSigns(scene.stage());
        for (int second = 0; second < SECONDS; second++) {
            scene.steady(1);
            signs.look();
        }
        scene.awaitAlerts();
        scene.stage().data().relay("writer").heal();
        scene.turn("packets pass again");
        scene.steady(12);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>(Promises.withoutWriter(exchanges, verdict));
        broken.addAll(signs.broken());
        return broken;
    }
}
