package threetier.command.stage;

import java.time.Duration;
import java.util.List;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** A program on a stage that belongs to no tier. */
final class BesideProgram {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private BesideProgram() {}

    /** Starts a program, and waits until it listens on this port. */
    static Node start(Workspace workspace, Nodes nodes, String name, int port, Program program) {
        Node node = nodes.start(program, Nodes.BESIDE, name, program.name(), port);
        node.awaitReady(LIMIT, List.of(workspace.log(name)), () -> Ports.isAnswered(port));
        return node;
    }
}
