package threetier.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.database.StageReadOnly;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;
import threetier.command.region.RegionStatus;
import threetier.command.region.Regions;
import threetier.command.stage.StatusTable;
import threetier.command.standby.LocalStatus;
import threetier.command.standby.StageSite;

/** Lists the nodes and their state. */
@Command(
        name = "status",
        description = "list the nodes, or with --stack the two regions on AWS; exit code 1 if one is not running")
final class Status implements Callable<Integer> {

    @Option(names = "--json", description = "print JSON, for scripts")
    private boolean json;

    @Mixin
    private CloudOptions cloud;

    /** @return 0, or 1 if a node is not running */
    @Override
    public Integer call() {
        if (cloud.typed()) {
            Regions regions = TwoRegions.of(cloud, "").regions();
            RegionStatus.lines(regions).forEach(System.out::println);
            return RegionStatus.healthy(regions) ? 0 : 1;
        }
        if (StageSite.run(Workspace.ofProject())) {
            LocalStatus regions = new LocalStatus(Workspace.ofProject());
            System.out.print(json ? regions.json() : regions.text());
            return regions.complete() ? 0 : 1;
        }
        List<Node> all = new Nodes(Workspace.ofProject()).all();
        boolean readOnly = StageReadOnly.isOn(Workspace.ofProject());
        System.out.print(json ? StatusTable.json(all, readOnly) : StatusTable.text(all, readOnly));
        return !all.isEmpty() && all.stream().allMatch(Node::alive) ? 0 : 1;
    }
}
