package threetier.command.drill;

import java.net.URI;
import java.util.List;
import java.util.Set;
import threetier.command.drill.fuzz.BadInput;
import threetier.command.load.Exchange;

/** Sends twenty thousand malformed requests beside the load. They must not affect the load. */
final class MalformedRequests implements Scenario {

    private static final int REQUESTS = 20_000;

    private final long seed = System.nanoTime();
    private List<String> complaints = List.of();

    @Override
    public String name() {
        return "bad-input";
    }

    @Override
    public String breaks() {
        return "20,000 malformed requests are sent";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public Set<String> alerts() {
        return Set.of("RequestsRejected");
    }

    @Override
    public void run(Scene scene) throws InterruptedException {
        scene.fault("malformed requests, seed " + seed);
        // The requests go directly to a web node, because a balancer would correct some of them
        BadInput badInput = new BadInput(
                URI.create("http://127.0.0.1:"
                        + scene.stage().servers("web").get(0).port()),
                seed);
        complaints = badInput.run(REQUESTS);
        scene.note("sent");
        scene.steady(5);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return complaints.isEmpty()
                ? List.of()
                : List.of("seed " + seed + ": " + complaints.size()
                        + " malformed requests got a wrong answer, for example " + complaints.get(0));
    }
}
