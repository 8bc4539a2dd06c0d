package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.error.CommandException;
import threetier.command.observe.Numbers;
import threetier.command.observe.Observation;
import threetier.command.observe.TopTable;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;

/** Shows the numbers of all tiers in the terminal. */
@Command(
        name = "top",
        description = "show requests, errors, latency, saturation and lag of each tier; needs up --observe")
final class Top implements Callable<Integer> {

    private static final int PERIOD_MILLIS = 2_000;
    /** Moves to the top left corner and clears the screen (ECMA-48). */
    private static final String CLEAR = "\u001b[H\u001b[2J";

    @Option(names = "--once", description = "print the numbers once, for scripts")
    private boolean once;

    @Override
    public Integer call() {
        Node prometheus = new Nodes(Workspace.ofProject())
                .find(Observation.PROMETHEUS)
                .filter(Node::alive)
                .orElseThrow(() -> new CommandException(
                        "Nothing collects the numbers; start the tiers with: ./three-tier up -d --observe"));
        Numbers numbers = new Numbers(prometheus.url());
        while (!once) {
            System.out.print(CLEAR + TopTable.of(numbers) + "Ctrl-C ends this view.\n");
            Pause.millis(PERIOD_MILLIS);
        }
        System.out.print(TopTable.of(numbers));
        return 0;
    }
}
