package threetier.command.drill;

import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import threetier.command.process.Workspace;
import threetier.command.region.RegionSwitch;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.command.standby.LocalRegion;
import threetier.command.standby.LocalRegions;
import threetier.command.standby.TrafficValues;

/** A drill on two regions: the stage, and a second region that follows it. */
abstract class RegionDrill implements Scenario {

    /** A change is on its way to the other region as long as between Frankfurt and Ireland, with a reserve. */
    static final Duration LATENCY = Duration.ofMillis(80);

    private final int faster;
    private LocalRegions regions;

    /** @param faster the number by which the durations of DNS are divided */
    RegionDrill(int faster) {
        this.faster = faster;
    }

    final LocalRegions regions() {
        return regions;
    }

    @Override
    public final boolean graceful() {
        return false;
    }

    @Override
    public final Shape shape() {
        return Shape.of(1, 1, "512m");
    }

    @Override
    public final void prepare(Stage stage) {
        TrafficValues values = TrafficValues.of(Workspace.ofProject()).faster(faster);
        regions = LocalRegions.beside(stage, Shape.of(1, 1, "256m"), LATENCY, values, System.out::println);
    }

    @Override
    public final String site(Stage stage) {
        return regions.url();
    }

    @Override
    public final List<String> warmed(Stage stage) {
        return List.of(regions.url(), regions.stage(LocalRegion.SECOND).url());
    }

    /** @param consent the operator's answer to a question */
    final RegionSwitch change(Scene scene, Predicate<List<String>> consent) {
        return new RegionSwitch(regions.regions(), LocalRegions.BETWEEN_LOOKS, line -> report(scene, line), consent);
    }

    /** Prints a line of a failover, and draws the steps that clients notice. */
    void report(Scene scene, String line) {
        if (line.matches(".*(read-only mode in|traffic to).* …")) {
            scene.note(line.replace("…", "").strip());
        } else {
            scene.detail(line.strip());
        }
    }

    @Override
    public final void cleanUp(Stage stage) {
        if (regions != null) {
            regions.closeSecond();
        }
    }

    @Override
    public final List<String> figures(Verdict verdict) {
        return RegionFigures.of(verdict);
    }
}
