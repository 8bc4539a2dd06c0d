package threetier.command;

import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;
import threetier.command.rehearse.Rehearsal;

/** Plays the templates on this machine. */
@Command(
        name = "rehearse",
        subcommands = {KillInRehearsal.class, RollInRehearsal.class, ScaleInRehearsal.class},
        description = "play the templates on this machine (Linux, root): boot the nodes, check the site, and try every"
                + " connection")
final class Rehearse implements Callable<Integer> {

    @Mixin
    private ParameterOption given;

    @Option(names = "--keep", description = "keep the network for a look; the next rehearsal removes it")
    private boolean keep;

    @Option(names = "--network", description = "play only the network, without nodes, and try every connection")
    private boolean network;

    @Mixin
    private NodeScale scale;

    @Option(names = "--remove", description = "only remove a network that was kept")
    private boolean remove;

    /** @return 0, or 1 if other connections are possible than those in docs/aws.md */
    @Override
    public Integer call() {
        Rehearsal rehearsal = new Rehearsal(System.out::println);
        if (remove) {
            rehearsal.remove();
            return 0;
        }
        return rehearsed(rehearsal) ? 0 : 1;
    }

    private boolean rehearsed(Rehearsal rehearsal) {
        Path folder = Workspace.projectFolder().resolve("cloudformation");
        if (network && scale.factor() != 1) {
            throw new CommandException("--scale is for nodes, and --network plays none.");
        }
        return network
                ? rehearsal.runNetwork(folder, given.parameters(), keep)
                : rehearsal.runWithNodes(folder, given.parameters(), scale.factor(), keep);
    }
}
