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
final class SessionsKept implements NodeCrash {

    /** Long enough for the balancer to notice, with its checks once a second (Shape#DRAIN has more reserve). */
    private static final Duration DRAIN = Duration.ofSeconds(8);

    private final Sessions how;
    private final int replaced;
    private final Carts carts;
    private final Set<String> ended = new TreeSet<>();
    private final Set<String> others = new TreeSet<>();

    /** @param replaced how many of the two app nodes are replaced before one is killed */
    SessionsKept(Sessions how, int replaced) {
        this.how = how;
        this.replaced = replaced;
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
        List<Node> old = stage.servers("app").subList(0, replaced);
        Replacement.of(old, CartWar.version(2), scene);
        old.forEach(node -> ended.add(node.name()));
        note(scene);
        String victim = stage.servers("app").get(0).name();
        ended.add(victim);
        scene.crash(victim);
        scene.steady(6);
        scene.awaitAlerts();
        note(scene);
        Node left = stage.servers("app").get(1);
        String answer = HttpConnection.get(left.url() + "/cart").body();
        if (replaced > 0 && !answer.startsWith(left.name() + "\n2\n")) {
            throw new CommandException(left.name() + " does not run the new build: " + answer);
        }
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
