package threetier.command.drill;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import threetier.command.edge.Edge;
import threetier.command.http.TrustedAuthorities;
import threetier.command.load.Exchange;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/**
 * Clients use the site through the edge. Again and again, the site commits, and its answer is lost on the way to the
 * edge. The edge must not send a write again, and must send a read again.
 */
final class EdgeRetry implements Scenario {

    private static final String READ = "GET /read ";
    private static final List<String> WRITES = List.of("GET /write ", "POST /timestamps ");
    private static final int SECONDS = 8;
    /** The least number of lost answers of each kind that shows something. */
    private static final int ENOUGH = 10;

    private final Path templates;
    private LostAnswers answers;
    private Edge edge;
    private String url;

    EdgeRetry() {
        this(Workspace.projectFolder().resolve("cloudformation"));
    }

    /** @param templates the folder with {@code edge.yaml} */
    EdgeRetry(Path templates) {
        this.templates = templates;
    }

    @Override
    public String name() {
        return "edge-retry";
    }

    @Override
    public String breaks() {
        return "the site commits, and its answer is lost on the way to the edge, for every third request";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public Shape shape() {
        return Shape.of(1, 2, "512m");
    }

    @Override
    public Workload workload() {
        return new EdgeClients(() -> url);
    }

    @Override
    public void prepare(Stage stage) {
        Nodes nodes = new Nodes(stage.workspace());
        edge = new Edge(stage.workspace(), nodes, templates);
        answers = LostAnswers.to(nodes.entrance("web").port());
        url = edge.start(Ports.free(), Ports.free(), answers.port());
        TrustedAuthorities.add(edge.authority());
    }

    @Override
    public void run(Scene scene) {
        scene.fault("answers get lost");
        long from = System.nanoTime();
        answers.lose(true);
        scene.steady(SECONDS);
        answers.lose(false);
        scene.events().death(new DrillEvents.Death("answers", from, System.nanoTime()));
        scene.turn("no more");
        scene.detail(String.format(
                Locale.ROOT,
                "%d answers lost, of writes %d",
                answers.lost(""),
                WRITES.stream().mapToLong(answers::lost).sum()));
        scene.steady(5);
    }

    @Override
    public void cleanUp(Stage stage) {
        if (answers != null) {
            answers.close();
        }
        if (edge != null) {
            edge.stop();
        }
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>(Promises.readsGoOn(exchanges));
        for (String write : WRITES) {
            if (answers.repeated(write) > 0) {
                broken.add(answers.repeated(write) + " times, the edge sent " + write.strip() + " again");
            }
            if (answers.lost(write) < ENOUGH) {
                broken.add("too few answers of " + write.strip() + " got lost to show something");
            }
        }
        if (answers.repeated(READ) < ENOUGH) {
            broken.add("too few reads were sent again to show something");
        }
        if (edge.distribution().stores("/write")) {
            // CloudFront may give simultaneous requests one answer there (decision 52)
            broken.add("edge.yaml has /write in a behaviour that stores answers");
        }
        return broken;
    }
}
