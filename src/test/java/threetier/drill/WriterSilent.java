package threetier.drill;

import java.util.List;

/** The network between app tier and writer loses every packet for a while, which no end of a connection is told. */
final class WriterSilent implements Drill {

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
        scene.stage().relay("writer").swallow();
        scene.steady(10);
        scene.stage().relay("writer").heal();
        scene.turn("packets pass again");
        scene.steady(12);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.withoutWriter(exchanges, verdict);
    }
}
