package threetier.command;

import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.yaml.snakeyaml.error.YAMLException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;
import threetier.command.rehearse.Rehearsal;
import threetier.command.template.Template;

/** Plays the network of the templates on this machine. */
@Command(
        name = "rehearse",
        description = "play the templates' network on this machine (Linux, root), and try every connection")
final class Rehearse implements Callable<Integer> {

    @Mixin
    private ParameterOption given;

    @Option(names = "--keep", description = "keep the network for a look; the next rehearsal removes it")
    private boolean keep;

    @Option(names = "--nodes", description = "also boot the nodes, and run their user data")
    private boolean nodes;

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
        return nodes
                ? rehearsal.runWithNodes(folder, given.parameters(), keep)
                : rehearsal.run(templates(folder), given.parameters(), keep);
    }

    private static Map<String, Template> templates(Path folder) {
        try {
            return Template.folder(folder);
        } catch (YAMLException wrong) {
            throw new CommandException("A template is not YAML: " + wrong.getMessage(), wrong);
        }
    }
}
