package threetier.command.drill;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import threetier.command.load.Exchange;
import threetier.command.process.Node;

/**
 * Slow clients hold connections open and never finish a request. They connect to the address of the site and to each
 * web node.
 */
final class SlowClients implements Scenario {

    private static final int EACH = 2_000;
    private static final int SECONDS = 25;
    /**
     * The longest time of a request, 5 s, while thousands of slow clients are disconnected and reconnect immediately.
     */
    private static final long SLOWEST_NANOS = 5_000_000_000L;

    @Override
    public String name() {
        return "slow-clients";
    }

    @Override
    public String breaks() {
        return String.format(
                Locale.ROOT,
                "%,d half-open clients at the balancer and at each web node send their headers a byte at a time",
                EACH);
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public Set<String> alerts() {
        return Set.of("WebThreadsBusy");
    }

    /** The half-open clients get 408, and there are many of them. */
    @Override
    public Set<String> possibleAlerts() {
        return Set.of("ReadsSlow", "RequestsRejected", "WritesSlow");
    }

    @Override
    public void run(Scene scene) throws Exception {
        List<Integer> ports = new ArrayList<>(
                scene.stage().servers("web").stream().map(Node::port).toList());
        ports.add(URI.create(scene.stage().url()).getPort());
        try (Dribble dribble = new Dribble(ports, EACH)) {
            scene.fault(String.format(Locale.ROOT, "%,d slow clients", EACH * ports.size()));
            for (int second = 0; second < SECONDS; second++) {
                dribble.round();
                scene.steady(1);
            }
            scene.note(String.format(Locale.ROOT, "%,d were disconnected", dribble.putOut()));
        }
        scene.note("gone");
        scene.steady(6);
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        long slowest = exchanges.stream()
                .mapToLong(one -> one.end() - one.start())
                .max()
                .orElse(0);
        return slowest <= SLOWEST_NANOS
                ? List.of()
                : List.of(String.format(Locale.ROOT, "a request took %.1f s", slowest / 1e9));
    }
}
