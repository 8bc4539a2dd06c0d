package threetier.command.drill;

import java.util.ArrayList;
import java.util.List;

/** The network between app tier and writer loses every packet for a while, which no end of a connection is told. */
final class WriterSilent implements Scenario {

    private static final int SECONDS = 10;

    private VitalSigns signs;

    @Override
    public String name() {
        return "writer-silent";
    }

    @Override
    public String breaks() {
        return "packets between app tier and writer are swallowed, then pass again";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public void run(Scene scene) {
        scene.note("packets swallowed");
        scene.stage().data().relay("writer").swallow();
        signs = new VitalSigns(scene.stage());
        for (int second = 0; second < SECONDS; second++) {
            scene.steady(1);
            signs.look();
        }
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
