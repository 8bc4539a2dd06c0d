package threetier.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;

/** Follows the logs. */
@Command(name = "logs", description = "follow the logs of one node or of all")
final class Logs implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "a node's name, as \"status\" shows it")
    private String name;

    @Override
    public Integer call() {
        Workspace workspace = Workspace.ofProject();
        List<Node> nodes = new Nodes(workspace).all();
        List<Path> files = new ArrayList<>();
        for (Node node : nodes) {
            if (name == null || name.equals(node.name())) {
                files.addAll(
                        node.role().equals("httpd")
                                ? WebTier.logs(workspace, node.name())
                                : List.of(workspace.log(node.name())));
            }
        }
        if (files.isEmpty()) {
            throw new CommandException(
                    nodes.isEmpty()
                            ? "three-tier is not running."
                            : "There is no node \"" + name + "\"; there are "
                                    + String.join(
                                            ", ", nodes.stream().map(Node::name).toList()) + ".");
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", "20", "-F"));
        files.forEach(file -> command.add(file.toString()));
        return new Program(command).atTerminal();
    }
}
