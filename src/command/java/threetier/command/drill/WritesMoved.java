package threetier.command.drill;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;
import threetier.command.process.Workspace;
import threetier.command.region.RegionSwitch;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.command.standby.LocalRegion;
import threetier.command.standby.LocalRegions;
import threetier.command.standby.TrafficValues;

/**
 * The commands {@code failover} and {@code failback} move the writes to the second region and back. Nothing is lost.
 */
final class WritesMoved implements Scenario {

    /** A change is on its way to the other region as long as between Frankfurt and Ireland, with a reserve. */
    static final Duration LATENCY = Duration.ofMillis(80);

    private final int faster;
    private LocalRegions regions;

    /** @param faster the number by which the durations of DNS are divided */
    WritesMoved(int faster) {
        this.faster = faster;
    }

    @Override
    public String name() {
        return "region-switched";
    }

    @Override
    public String breaks() {
        return "the writes move to the second region, as planned, and back";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public Shape shape() {
        return Shape.of(1, 1, "512m");
    }

    @Override
    public void prepare(Stage stage) {
        TrafficValues values = TrafficValues.of(Workspace.ofProject()).faster(faster);
        regions = LocalRegions.beside(stage, Shape.of(1, 1, "256m"), LATENCY, values, System.out::println);
    }

    @Override
    public String site(Stage stage) {
        return regions.url();
    }

    @Override
    public List<String> warmed(Stage stage) {
        return List.of(regions.url(), regions.stage(LocalRegion.SECOND).url());
    }

    @Override
    public void run(Scene scene) {
        move(scene, LocalRegion.SECOND);
        move(scene, LocalRegion.FIRST);
    }

    private void move(Scene scene, String to) {
        new RegionSwitch(regions.regions(), LocalRegions.BETWEEN_LOOKS, line -> report(scene, line), risks -> false)
                .planned(to);
        scene.turn(to + " writes");
        scene.steady(8);
    }

    /** Prints a line of a failover, and draws the steps that clients notice. */
    static void report(Scene scene, String line) {
        if (line.matches(".*(read-only mode in|traffic to).* …")) {
            scene.note(line.replace("…", "").strip());
        } else {
            scene.detail(line.strip());
        }
    }

    @Override
    public void cleanUp(Stage stage) {
        if (regions != null) {
            regions.closeSecond();
        }
    }

    /** The first region has no writer while the second one writes, and writes are refused during the move. */
    @Override
    public Set<String> possibleAlerts() {
        return Set.of("ReadsSlow", "WritesSlow", "WritesFail", "WriterAway", "ReplicaBehind");
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.readsGoOn(exchanges);
    }

    @Override
    public List<String> figures(Verdict verdict) {
        return RegionFigures.of(verdict);
    }
}
