package threetier.command.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Node;
import threetier.command.process.Workspace;

/** Replaces the application of a running app node with the current content of its WAR. */
public final class Reload {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Pattern RELOADED = Pattern.compile("was successfully deployed in");

    private Reload() {}

    /**
     * @throws CommandException if the WAR cannot be read or deployed. After a failure to read, the node keeps its
     *     application. After a failure to deploy, the node has no application any more
     */
    public static void of(Node node, Workspace workspace) {
        Path log = workspace.log(node.name());
        NodeApplication application = new NodeApplication(workspace, node.name());
        long before = log.toFile().length();
        Path war = application.takeAgain();
        node.awaitReady(LIMIT, List.of(log), () -> {
            String logged = Log.text(log, before);
            Refusal.in(logged).ifPresent(refusal -> {
                throw new CommandException(refusal.of(war, log) + "\n" + application.refused());
            });
            return RELOADED.matcher(logged).find() && Readiness.of(node);
        });
    }
}
