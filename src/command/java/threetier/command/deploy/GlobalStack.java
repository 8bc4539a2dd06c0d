package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import threetier.command.error.CommandException;

/** The stack of the global database and of the failover records (cloudformation/global.yaml), in the first region. */
final class GlobalStack {

    private final Aws aws;
    private final Path project;
    private final String root;
    private final Consumer<String> say;
    private final Stack stack;

    /** @param root the name of the root stacks */
    GlobalStack(Aws aws, Path project, String root, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.root = root;
        this.say = say;
        stack = new Stack(aws, name(), say);
    }

    String name() {
        return root + "-global";
    }

    boolean exists() {
        return !stack.state().matches("|DELETE_COMPLETE");
    }

    /**
     * Creates or updates the stack.
     *
     * @param settings the parameters of the first root stack
     * @param first the outputs of the first root stack
     * @param second the outputs of the second root stack; none as long as it does not exist
     * @return false if the user did not agree
     * @throws CommandException with the cause of a failure, or if the update would lose the global database
     */
    boolean deploy(Settings settings, Map<String, String> first, Map<String, String> second, Consent consent) {
        boolean isNew = stack.prepare(false, Map.of());
        Map<String, String> parameters = new TreeMap<>();
        parameters.put("Stack", GlobalDatabase.id(root));
        parameters.put("FirstCluster", isNew ? first.getOrDefault("ClusterArn", "") : stack.parameter("FirstCluster"));
        for (String name : List.of("DeletionProtection", "HostedZoneId", "DomainName", "IpAddressType")) {
            parameters.put(name, settings.text(name));
        }
        parameters.put("Https", settings.https() ? "yes" : "no");
        parameters.put("FirstBalancer", first.getOrDefault("Balancer", ""));
        parameters.put("FirstBalancerZone", first.getOrDefault("BalancerZone", ""));
        parameters.put("SecondBalancer", second.getOrDefault("Balancer", ""));
        parameters.put("SecondBalancerZone", second.getOrDefault("BalancerZone", ""));
        GlobalDatabase database = new GlobalDatabase(aws, root);
        parameters.put("Writing", isNew || database.writing().equals(aws.region()) ? "first" : "second");
        ChangeSet changeSet = new ChangeSet(aws, name(), isNew, say);
        say.accept("what will " + (isNew ? "be created" : "change") + " for both regions:");
        Optional<Changes> changes = changeSet.make(
                List.of("--template-body", "file://" + template()),
                stack.parameters(parameters, TemplateParameters.of(template()), isNew));
        if (changes.isEmpty()) {
            say.accept("  nothing: the global database and the records are up to date");
            return true;
        }
        try {
            new DataLoss(aws, say).refuse(changes.get().all(), Set.of());
        } catch (CommandException refusal) {
            changeSet.discard();
            throw refusal;
        }
        if (!consent.to(changes.get().consequences())) {
            changeSet.discard();
            return false;
        }
        StackProgress progress = stack.progress().sinceNow();
        Execution.refuseUnlessComplete(name(), Execution.follow(changeSet, progress, say), progress);
        return true;
    }

    /** Removes the stack. All clusters must have left the global database. Does nothing if there is no stack. */
    void remove() {
        if (exists()) {
            say.accept("removing the global database and the failover records");
            stack.remove();
        }
    }

    private Path template() {
        return project.resolve("cloudformation/global.yaml");
    }
}
