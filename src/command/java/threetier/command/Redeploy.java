package threetier.command;

import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import threetier.command.error.CommandException;
import threetier.command.process.Lock;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.stage.Reload;

/** Replaces the application in the running app nodes. */
@Command(name = "redeploy", description = "build the application and replace it in the running app nodes")
final class Redeploy implements Callable<Integer> {

    @Override
    public Integer call() {
        Workspace workspace = Workspace.ofProject();
        List<Node> running = new Nodes(workspace).servers("app");
        if (running.isEmpty() || !running.stream().allMatch(Node::alive)) {
            throw new CommandException("The app tier is not running; start it with ./three-tier up -d");
        }
        Steps steps = new Steps(System.out::println);
        return Lock.exclusively(workspace, () -> {
            for (Node node : running) {
                long start = System.nanoTime();
                Reload.of(node, workspace);
                steps.done("redeployed", "app", node.name(), start);
            }
            return 0;
        });
    }
}
