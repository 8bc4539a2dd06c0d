package threetier.command;

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
        return rehearsal.run(templates(), given.parameters(), keep) ? 0 : 1;
    }

    private static Map<String, Template> templates() {
        try {
            return Template.folder(Workspace.projectFolder().resolve("cloudformation"));
        } catch (YAMLException wrong) {
            throw new CommandException("A template is not YAML: " + wrong.getMessage(), wrong);
        }
    }
}
