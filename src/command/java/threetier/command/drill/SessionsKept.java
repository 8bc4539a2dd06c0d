package threetier.command.drill;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.load.Exchange;
import threetier.command.process.Node;
import threetier.command.stage.Application;
import threetier.command.stage.Sessions;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/**
 * Visitors fill carts, which are in their sessions. App nodes are replaced by the next version of the application, and
 * then one is killed. With replication, no cart may be lost; with affinity, only the carts of the nodes that ended.
 */
final class SessionsKept implements Scenario {

    /** Long enough for the balancer to notice, with its checks once a second (Shape#DRAIN has more reserve). */
    private static final Duration DRAIN = Duration.ofSeconds(8);

    private final Sessions how;
    private final Carts carts;
    private final Set<String> ended = new TreeSet<>();
    private final Set<String> others = new TreeSet<>();

    SessionsKept(Sessions how) {
        this.how = how;
        carts = new Carts(how == Sessions.AFFINITY);
    }

    @Override
    public String name() {
        return "sessions-" + how.label();
    }

    @Override
    public String breaks() {
        return "app nodes with sessions are replaced by a new build, then one is killed; --sessions " + how.label();
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public Shape shape() {
        return Shape.of(1, 2, "256m")
                .keeping(how)
                .draining(DRAIN)
                .running(Application.withoutTables(CartWar.version(1)));
    }

    @Override
    public Workload workload() {
        return carts;
    }

    @Override
    public void run(Scene scene) throws Exception {
        Stage stage = scene.stage();
        scene.turn(carts.number() + " carts");
        List<Node> old = replaced(stage.servers("app"));
        Replacement.of(old, CartWar.version(2), scene);
        old.forEach(node -> ended.add(node.name()));
        Node next = stage.servers("app").get(1);
        String answer = HttpConnection.get(next.url() + "/cart").body();
        if (!answer.startsWith(next.name() + "\n2\n")) {
            throw new CommandException(next.name() + " does not run the new build: " + answer);
        }
        note(scene);
        ended.add(next.name());
        scene.crash(next.name());
        scene.steady(6);
        note(scene);
    }

    /** With affinity, one replaced node shows what the second would show again. */
    private List<Node> replaced(List<Node> nodes) {
        return how == Sessions.AFFINITY ? nodes.subList(0, 1) : nodes;
    }

    private void note(Scene scene) {
        List<String> nodes = carts.lost().stream().map(LostCart::node).toList();
        nodes.stream().filter(node -> !ended.contains(node)).forEach(others::add);
        scene.note(nodes.size() + " carts lost");
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>();
        if (!others.isEmpty()) {
            broken.add("carts were lost on nodes that had not ended: " + String.join(", ", others));
        }
        if (how == Sessions.AFFINITY && carts.lost().isEmpty()) {
            broken.add("no cart was lost, so the drill did not show what affinity loses");
        }
        return broken;
    }
}
