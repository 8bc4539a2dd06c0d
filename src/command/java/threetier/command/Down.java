package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;

/** Stops the tiers. */
@Command(name = "down", description = "stop all tiers; --volumes also deletes the data")
final class Down implements Callable<Integer> {

    @Option(names = "--volumes", description = "delete the data of all databases")
    private boolean volumes;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.ofProject();
        Nodes nodes = new Nodes(workspace);
        if (nodes.all().isEmpty()) {
            System.out.println("three-tier is not running.");
        }
        nodes.stopAll(System.out::println);
        if (volumes) {
            Workspace.delete(workspace.data(""));
            WebTier.clear(workspace);
            System.out.println("All data is deleted.");
        }
        return 0;
    }
}
