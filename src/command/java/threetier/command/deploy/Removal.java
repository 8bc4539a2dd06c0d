package threetier.command.deploy;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/** Removes a stack from AWS, after confirmation. */
public final class Removal {

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Supplier<Optional<String>> answer;

    /** @param answer reads the confirmation of the user; it is empty without a terminal */
    public Removal(Aws aws, Path project, Consumer<String> say, Supplier<Optional<String>> answer) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.answer = answer;
    }

    /**
     * @param artefacts whether to remove the bucket with all uploads too
     * @return false if the user did not confirm
     * @throws CommandException if deletion protection, another stack or a failed step prevents the removal
     */
    public boolean run(String name, boolean artefacts) {
        Stack stack = new Stack(aws, name, say);
        Artefacts kept = new Artefacts(aws, project, say);
        String state = stack.state();
        boolean bucket = kept.bucketExists();
        if (state.isEmpty() && !(artefacts && bucket)) {
            say.accept("There is no stack " + name + " in " + aws.region() + ".");
            return true;
        }
        Map<String, String> parameters = stack.lastParameters();
        BesideStack.refuseToRemove(aws, name);
        String first = parameters.getOrDefault(BesideStack.BESIDE, "");
        if ("true".equals(parameters.get("DeletionProtection")) && !Stack.onlyToBeRemoved(state)) {
            throw new CommandException("The database and the balancers of " + name
                    + " are protected against deletion. First run:\n" + "  ./three-tier deploy --stack " + name
                    + " --region " + aws.region() + " --param DeletionProtection=false");
        }
        String other = parameters.getOrDefault(RegionRole.OTHER, "");
        if (!parameters.getOrDefault(RegionRole.SECRETS, "").isEmpty()) {
            throw new CommandException(aws.region() + " is the second region of " + name + ". To give it up, run in "
                    + other + ": ./three-tier deploy --no-standby. To remove both, run there: ./three-tier destroy");
        }
        Stack second = new Stack(other.isEmpty() ? aws : aws.in(other), name, say);
        boolean two = !other.isEmpty() && !second.state().isEmpty();
        if (two && "true".equals(second.lastParameters().get("DeletionProtection"))) {
            throw new CommandException("The stack in " + other + " is protected against deletion. First run:\n"
                    + "  ./three-tier deploy --stack " + name + " --param DeletionProtection=false");
        }
        if (artefacts && bucket) {
            refuseWhatOthersNeed(kept.bucket(), name);
        }
        say.accept("This removes the stack " + name + " in " + aws.region() + " with everything in it"
                + (first.isEmpty() ? ", the database included." : ". " + first + " stays as it is."));
        if (!other.isEmpty()) {
            say.accept("This includes the second region, " + other
                    + ", with its stack and database, and the global database.");
        }
        boolean edge = first.isEmpty()
                && parameters.getOrDefault("Balancers", "public").matches("both|internal");
        if (edge) {
            say.accept("This includes the distribution in front of it, in " + EdgeStack.REGION + ".");
        }
        say.accept((first.isEmpty()
                        ? "Kept: a final snapshot of the database, its error log in CloudWatch"
                        : "Kept: the tables, in the database " + parameters.get("Database") + " of " + first)
                + (artefacts
                        ? "."
                        : ", and the bucket " + kept.bucket() + " with the uploads (--artefacts removes it too)."));
        Map<String, String> outputs = stack.outputs();
        String vault = outputs.getOrDefault("BackupVault", "");
        if (!vault.isEmpty()) {
            say.accept("Kept too: the backup vault " + vault + ". Its backups cost until they expire.");
        }
        say.accept("Type the name of the stack to continue:");
        if (!answer.get().map(String::strip).equals(Optional.of(name))) {
            say.accept("Nothing was removed.");
            return false;
        }
        if (!other.isEmpty()) {
            removeSecond(name, other, outputs);
        }
        if (!state.isEmpty()) {
            // The distribution uses the internal balancer, so it goes first
            if (edge) {
                new EdgeStack(aws, project, name, say).remove();
            }
            remove(stack, name, outputs);
        }
        if (artefacts && bucket) {
            kept.deleteBucket();
        }
        return true;
    }

    /**
     * Removes the second region and the global database. The replica leaves first, because RDS does not let the cluster
     * that writes leave before the others.
     */
    private void removeSecond(String name, String other, Map<String, String> outputs) {
        GlobalDatabase database = new GlobalDatabase(aws, name);
        if (database.exists() && !database.clusters().isEmpty()) {
            String writing = database.writing();
            for (String region : database.clusters().keySet()) {
                if (!region.equals(writing)) {
                    database.detach(region);
                }
            }
            database.detach(writing);
        }
        new GlobalStack(aws, project, name, say).remove();
        Removal there = new Removal(aws.in(other), project, say, answer);
        there.stack(name);
        // A secret that has a replica cannot be deleted
        for (String secret : outputs.getOrDefault("Secrets", "").split(",")) {
            if (!secret.isEmpty()) {
                aws.find(
                        "secretsmanager",
                        "remove-regions-from-replication",
                        "--secret-id",
                        secret,
                        "--remove-replica-regions",
                        other);
            }
        }
    }

    /** Removes the stack in this region without a question, and tells what stays. Does nothing if there is none. */
    void stack(String name) {
        Stack stack = new Stack(aws, name, say);
        if (!stack.state().isEmpty()) {
            remove(stack, name, stack.outputs());
        }
    }

    private void remove(Stack stack, String name, Map<String, String> outputs) {
        String cluster = outputs.getOrDefault("Cluster", "");
        if (!cluster.isEmpty()) {
            // A copy in the same subnets would prevent their removal
            RestoredCluster.beside(aws, cluster).ifPresent(RestoredCluster::remove);
            new Readers(aws, cluster, say).remove();
        }
        if (outputs.containsKey("SchemaFunction")) {
            new SleepingFunction(aws, outputs.get("SchemaFunction"), say)
                    .wake(Workspace.folder(project.resolve("target/deploy")).resolve("wake.json"));
        }
        stack.remove();
        say.accept("The stack has been removed.");
        if (!cluster.isEmpty()) {
            new LastSnapshot(aws, name, say).tell(cluster);
        }
        String vault = outputs.getOrDefault("BackupVault", "");
        if (!vault.isEmpty()) {
            new KeptVault(aws, vault, say).tell();
        }
    }

    /**
     * Refuses to remove a bucket that another stack needs. All stacks of a region share one bucket, and their new nodes
     * need the uploads in it.
     */
    private void refuseWhatOthersNeed(String bucket, String name) {
        String others = aws.json("cloudformation", "describe-stacks").at("Stacks").items().stream()
                .filter(other -> other.text("ParentId").isEmpty()
                        && !other.text("StackName").equals(name))
                .filter(other -> other.at("Parameters").items().stream()
                        .anyMatch(parameter -> parameter.text("ParameterValue").equals(bucket)))
                .map(other -> other.text("StackName"))
                .collect(Collectors.joining(", "));
        if (!others.isEmpty()) {
            throw new CommandException("The bucket " + bucket + " is also used by " + others
                    + ". Remove these stacks first, or leave out --artefacts.");
        }
    }
}
