package threetier.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;
import threetier.command.standby.LocalRegion;
import threetier.command.standby.StageSite;

/** Stops the tiers. */
@Command(name = "down", description = "stop all tiers; --volumes also deletes the data")
final class Down implements Callable<Integer> {

    @Option(names = "--volumes", description = "delete the data of all databases")
    private boolean volumes;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.ofProject();
        Nodes nodes = new Nodes(workspace);
        Workspace second = LocalRegion.workspace(workspace, LocalRegion.SECOND);
        if (nodes.all().isEmpty() && new Nodes(second).all().isEmpty()) {
            System.out.println("three-tier is not running.");
        }
        StageSite.stopAll(workspace, System.out::println);
        if (volumes) {
            for (Workspace region : List.of(workspace, second)) {
                Workspace.delete(region.data(""));
                WebTier.clear(region);
            }
            System.out.println("All data is deleted.");
        }
        return 0;
    }
}
