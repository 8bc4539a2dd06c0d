package threetier.command.standby;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import threetier.command.database.DataTier;
import threetier.command.database.RegionPart;
import threetier.command.database.RegionServer;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Steps;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;
import threetier.command.region.RegionSwitch;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/**
 * Two regions on this machine. Each is a stage in a workspace of its own. The second has one node in each tier and one
 * database, which replicates the first through a relay. A stand-in for Route 53 is in front of both.
 */
public final class LocalRegions implements AutoCloseable {

    /** How often a failover looks for a change. */
    public static final Duration BETWEEN_LOOKS = Duration.ofMillis(200);

    private final Workspace home;
    private final Consumer<String> progress;
    private final Steps steps;
    private final StageRegions regions;
    private final Map<String, Stage> stages = new TreeMap<>();

    LocalRegions(Workspace home, Consumer<String> progress) {
        this.home = home;
        this.progress = progress;
        steps = new Steps(progress);
        regions = new StageRegions(home, progress);
    }

    /**
     * Starts both regions. The one that led last leads. What the other one acknowledged alone is listed first, and gone
     * then.
     *
     * @param shape of the first region; its port is that of the site
     * @param latency how long a change is on its way to the other region
     * @throws CommandException if something does not start; nothing is left running then
     */
    public static LocalRegions start(
            Workspace home, Shape shape, Duration latency, TrafficValues values, Consumer<String> progress) {
        LocalRegions two = new LocalRegions(home, progress);
        if (shape.port() != 0) {
            Ports.require(shape.port());
        }
        try {
            String leading = StageSite.leading(home);
            Map<String, DataTier> data = new HashMap<>();
            data.put(LocalRegion.FIRST, shape.databases(home, StageSecrets.random()));
            data.put(
                    LocalRegion.SECOND,
                    shape.databases(
                            LocalRegion.workspace(home, LocalRegion.SECOND),
                            data.get(LocalRegion.FIRST).secrets()));
            two.raise(leading, true, shape, data.get(leading).as(two.part(leading, true)));
            two.link(data::get, latency);
            String other = LocalRegion.other(leading);
            two.raise(other, false, shape, data.get(other).as(two.part(other, false)));
            two.open(shape.port() == 0 ? Ports.free() : shape.port(), leading, values);
            if (!two.regions.follows(other)) {
                two.regions.fence(other);
                new RegionSwitch(two.regions, BETWEEN_LOOKS, progress, risks -> false).planned(leading);
            }
        } catch (RuntimeException | Error failure) {
            two.close();
            throw failure;
        }
        return two;
    }

    /** Adds a second region to a running stage, which leads. {@link #close} stops only what this method has started. */
    public static LocalRegions beside(
            Stage first, Shape shape, Duration latency, TrafficValues values, Consumer<String> progress) {
        LocalRegions two = new LocalRegions(first.workspace(), progress);
        new LeadRecord(two.home).note(LocalRegion.FIRST);
        Workspace.delete(LocalRegion.workspace(two.home, LocalRegion.SECOND).home());
        DataTier data = shape.databases(
                        LocalRegion.workspace(two.home, LocalRegion.SECOND),
                        first.data().secrets())
                .as(two.part(LocalRegion.SECOND, false));
        two.stages.put(LocalRegion.FIRST, first);
        try {
            two.link(region -> region.equals(LocalRegion.FIRST) ? first.data() : data, latency);
            two.raise(LocalRegion.SECOND, false, shape, data);
            two.open(Ports.free(), LocalRegion.FIRST, values);
        } catch (RuntimeException | Error failure) {
            two.closeSecond();
            throw failure;
        }
        return two;
    }

    /** The part of a region whose database follows the other one, unless it has changes of its own. */
    private RegionPart part(String region, boolean leads) {
        return new RegionPart(leads, region.equals(LocalRegion.FIRST), region.equals(LocalRegion.FIRST) ? 1 : 3, () -> {
            RegionServer own = regions.server(region);
            if (!leads && (own.position().isEmpty() || own.follows())) {
                regions.join(region);
            }
        });
    }

    private void raise(String region, boolean leads, Shape shape, DataTier data) {
        progress.accept(region + (leads ? " (writes)" : " (follows)"));
        Shape its =
                region.equals(LocalRegion.FIRST) ? shape.at(0) : shape.single().at(0);
        stages.put(region, Stage.start(LocalRegion.workspace(home, region), its, data, progress));
    }

    private void link(Function<String, DataTier> data, Duration latency) {
        steps.ready(
                "",
                "network between the regions",
                () -> new RegionLink(home)
                        .start(
                                LocalRegion.NAMES.stream()
                                        .collect(Collectors.toMap(
                                                name -> name,
                                                name -> data.apply(name).port(DataTier.WRITER))),
                                latency));
    }

    private void open(int port, String leading, TrafficValues values) {
        Tools.haproxy();
        Map<String, Integer> ports = new TreeMap<>();
        stages.forEach((region, stage) ->
                ports.put(region, new Nodes(stage.workspace()).entrance("web").port()));
        steps.ready("", "stand-in for Route 53", () -> new NameService(home).start(port, ports, leading, values));
    }

    /** The address of the site, without a trailing slash. */
    public String url() {
        return StageSite.entrance(home).url();
    }

    /** The stage of a region. */
    public Stage stage(String region) {
        return stages.get(region);
    }

    /** The regions, for a failover. */
    public StageRegions regions() {
        return regions;
    }

    /** The network between the regions. */
    public RegionLink link() {
        return new RegionLink(home);
    }

    /** Stops the second region, and what is in front of and between both. */
    public void closeSecond() {
        Nodes nodes = new Nodes(home);
        for (String name : List.of(NameService.NAME, RegionLink.NAME)) {
            nodes.find(name).ifPresent(node -> {
                node.stopAtOnce(Nodes.grace(Nodes.BESIDE));
                nodes.remove(node);
            });
        }
        new Nodes(LocalRegion.workspace(home, LocalRegion.SECOND)).stopAll(progress);
    }

    @Override
    public void close() {
        StageSite.stopAll(home, progress);
    }
}
