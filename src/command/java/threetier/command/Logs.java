package threetier.command;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import threetier.command.error.CommandException;
import threetier.command.process.LogLine;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.stage.WebTier;

/** Shows the logs. */
@Command(name = "logs", description = "follow the logs of one node or of all, or find the lines of one request")
final class Logs implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "NAME", description = "a node's name, as \"status\" shows it")
    private String name;

    @Option(
            names = "--request",
            paramLabel = "ID",
            description = "print the lines of this request: its id is in error pages and in the header X-Request-Id")
    private String request;

    @Option(names = "--json", description = "print the lines as they are: JSON objects")
    private boolean json;

    /** @return 0, or 1 if no line belongs to the request of {@code --request} */
    @Override
    public Integer call() {
        List<Path> files = files();
        if (request != null) {
            return find(files);
        }
        List<String> command = new ArrayList<>(List.of("tail", "-n", "20", "-F"));
        files.forEach(file -> command.add(file.toString()));
        Program tail = new Program(command);
        if (json) {
            return tail.atTerminal();
        }
        return tail.eachLine(line -> System.out.println(shown(LogLine.of(line))));
    }

    private List<Path> files() {
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
        return files;
    }

    private int find(List<Path> files) {
        List<LogLine> found = files.stream()
                .filter(Files::exists)
                .flatMap(this::linesOfRequest)
                .sorted((one, other) ->
                        one.json().text("time").compareTo(other.json().text("time")))
                .toList();
        found.forEach(line -> System.out.println(json ? line.text() : shown(line)));
        if (found.isEmpty()) {
            System.out.println("No line belongs to the request " + request + ".");
        }
        return found.isEmpty() ? 1 : 0;
    }

    private static String shown(LogLine line) {
        return line.node().isEmpty() ? line.text() : line.node() + "  " + line.readable();
    }

    /** A log can be long, so only the lines with the id are parsed and kept. */
    private Stream<LogLine> linesOfRequest(Path log) {
        try (BufferedReader content =
                new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
            return content
                    .lines()
                    .filter(line -> line.contains(request))
                    .map(LogLine::of)
                    .filter(line -> line.belongsTo(request))
                    .toList()
                    .stream();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
