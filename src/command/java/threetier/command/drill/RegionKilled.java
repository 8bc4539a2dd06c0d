package threetier.command.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.database.RegionPart;
import threetier.command.load.AllowedLoss;
import threetier.command.load.Exchange;
import threetier.command.load.LedgerComparison;
import threetier.command.load.Load;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.stage.Stage;
import threetier.command.standby.LocalRegion;

/**
 * A region is cut off, goes on acknowledging writes, and then loses all its processes. The command {@code failover
 * --allow-data-loss} makes the other region write. The lost region comes back fenced, what it acknowledged alone is
 * listed, and it follows.
 */
final class RegionKilled extends RegionDrill {

    private static final int SECONDS_CUT_OFF = 3;
    private static final int SECONDS_TO_NOTICE = 5;
    /** Writes that were acknowledged just before the cut may be on their way. */
    private static final long MARGIN_NANOS = 1_000_000_000L;

    private static final Pattern LISTED = Pattern.compile("Lost: (\\d+) writes");

    private AllowedLoss loss = AllowedLoss.NONE;
    private long listed;

    /** @param faster the number by which the durations of DNS are divided */
    RegionKilled(int faster) {
        super(faster);
    }

    @Override
    public String name() {
        return "region-lost";
    }

    @Override
    public String breaks() {
        return "a region is cut off, writes on, and loses all its processes; the other one takes over";
    }

    /** The second region has the table after the loss. */
    @Override
    public Workload workload() {
        return new Workload() {

            private final SavedTimes times = new SavedTimes();

            @Override
            public Load start(String url) {
                return times.start(url);
            }

            @Override
            public void clear(Stage stage) throws SQLException {
                times.clear(stage);
            }

            @Override
            public LedgerComparison compare(Stage stage, String writer, List<Exchange> exchanges) throws SQLException {
                return new Ledger(regions().stage(LocalRegion.SECOND), writer, loss).against(exchanges);
            }
        };
    }

    @Override
    public void run(Scene scene) {
        Stage lost = scene.stage();
        scene.note("regions cut off from each other");
        long cut = System.nanoTime();
        regions().link().cut();
        scene.steady(SECONDS_CUT_OFF);
        long died = System.nanoTime();
        scene.fault("region-1 lost");
        int webPort = lost.servers("web").get(0).port();
        List.of("web", "app", "data").parallelStream()
                .flatMap(tier -> new Nodes(lost.workspace()).tier(tier).stream())
                .forEach(Node::kill);
        loss = new AllowedLoss(cut - MARGIN_NANOS, System.nanoTime());
        scene.steady(SECONDS_TO_NOTICE);
        takeOver(scene);
        scene.events().death(new DrillEvents.Death(LocalRegion.FIRST, died, System.nanoTime()));
        scene.turn("region-2 writes");
        scene.steady(8);

        regions().link().latency(LATENCY);
        lost.data().as(new RegionPart(false, true, 1, () -> {}));
        lost.startDatabase("writer");
        lost.startDatabase("reader");
        lost.startApp("app-1");
        lost.startWeb("web-1", webPort);
        scene.note("region-1 back, fenced");
        takeOver(scene);
        scene.note("region-1 follows");
        scene.steady(8);
    }

    private void takeOver(Scene scene) {
        change(scene, risks -> true).allowingLoss(LocalRegion.SECOND);
    }

    @Override
    void report(Scene scene, String line) {
        Matcher lost = LISTED.matcher(line);
        listed = lost.find() ? Long.parseLong(lost.group(1)) : listed;
        super.report(scene, line);
    }

    @Override
    public Set<String> alerts() {
        return Set.of("NodeDown");
    }

    /** Prometheus watches the first region, where everything fails. */
    @Override
    public Set<String> possibleAlerts() {
        return Set.of(
                "ReadsFail",
                "WritesFail",
                "ReadsSlow",
                "WritesSlow",
                "WebThreadsBusy",
                "RequestsRejected",
                "DrainStuck",
                "ClockWrong",
                "WriterAway",
                "ReplicaAway",
                "ReplicaBehind",
                "DatabaseSaturated");
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>();
        int gone = verdict.truth().gone().size();
        if (gone == 0) {
            broken.add("no acknowledged write is gone, so the drill proved nothing");
        }
        if (listed < gone) {
            broken.add(gone + " acknowledged writes are gone, but only " + listed + " are listed");
        }
        if (!regions().regions().follows(LocalRegion.FIRST) || !caughtUp()) {
            broken.add("the lost region does not follow");
        }
        return broken;
    }

    private boolean caughtUp() {
        return regions().regions().caughtUp(LocalRegion.FIRST, Duration.ofSeconds(30));
    }
}
