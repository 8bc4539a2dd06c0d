package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/**
 * Deploys a site in two regions, gives it a second region, or takes that away. Each step looks first at what exists, so
 * a run after a failure or an interruption continues where the last one ended. The data stay where they are.
 */
public final class StandbyDeployment {

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Supplier<Optional<String>> answer;
    private final Consumer<String> check;

    /**
     * @param aws in the first region
     * @param answer reads the answer of the user; it is empty without a terminal
     * @param check checks a site as a client; throws a {@link CommandException} if the site fails
     */
    public StandbyDeployment(
            Aws aws, Path project, Consumer<String> say, Supplier<Optional<String>> answer, Consumer<String> check) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.answer = answer;
        this.check = check;
    }

    /** @throws CommandException if {@code parameters} has one that only this class and {@link Deployment} set */
    public static void refuseOwnParameters(Map<String, String> parameters) {
        RegionRole.refuseOwnParameters(parameters);
    }

    /** The second region of a stack whose first region this is; empty for a single region and for the second one. */
    public String second(String stack) {
        Map<String, String> last = lastParameters(aws, stack);
        return last.getOrDefault(RegionRole.SECRETS, "").isEmpty() ? last.getOrDefault(RegionRole.OTHER, "") : "";
    }

    /**
     * Deploys both regions, that which writes first, because the migrations run there.
     *
     * @param second the second region
     * @param own parameters of the second region alone
     * @return false if the user did not agree
     * @throws CommandException if a step fails; what exists by then stays
     */
    public boolean on(DeploymentRequest request, String second, Map<String, String> own) {
        String name = request.stack();
        Aws there = aws.in(second);
        Map<String, String> last = lastParameters(aws, name);
        SecondRegion.refuse(
                aws.region(),
                second,
                Settings.of(root(), last, request.parameters()),
                last,
                lastParameters(there, name),
                own);
        BesideStack.refuseSecondRegion(aws, name);
        boolean exists = !lastParameters(there, name).isEmpty();
        boolean writesThere = exists
                && new GlobalDatabase(aws, name).exists()
                && new GlobalDatabase(aws, name).writing().equals(second);
        if (writesThere && !inSecond(request, there, own)) {
            return false;
        }
        if (!deploy(aws, request, Map.of(RegionRole.OTHER, second), check)) {
            return false;
        }
        if (request.dryRun() && !exists) {
            say.accept("Then the global database is created from the cluster, and the stack in " + second + ".");
            return true;
        }
        if (!request.dryRun() && !global(request, there)) {
            return false;
        }
        if (!writesThere && !inSecond(request, there, own)) {
            return false;
        }
        if (request.dryRun()) {
            return true;
        }
        if (!global(request, there)) {
            return false;
        }
        String id = GlobalDatabase.id(name);
        return lastParameters(aws, name).getOrDefault(RegionRole.GLOBAL, "").equals(id)
                || deploy(aws, request, Map.of(RegionRole.OTHER, second, RegionRole.GLOBAL, id), check);
    }

    /**
     * Gives the second region up. The first keeps its cluster and its data.
     *
     * @return false if the user did not agree
     * @throws CommandException if the first region does not write, or if a step fails
     */
    public boolean off(DeploymentRequest request) {
        String name = request.stack();
        String second = second(name);
        GlobalStack global = new GlobalStack(aws, project, name, say);
        GlobalDatabase database = new GlobalDatabase(aws, name);
        if (second.isEmpty() && !global.exists()) {
            return deploy(aws, request, Map.of(), check);
        }
        if (database.exists()
                && !database.clusters().isEmpty()
                && !database.writing().equals(aws.region())) {
            throw new CommandException(
                    database.writing() + " writes. Move the writes first: ./three-tier failover --to " + aws.region()
                            + " --stack " + name);
        }
        refuseIfProtected(name, second);
        if (!deploy(aws, request, Map.of(RegionRole.GLOBAL, ""), check)) {
            return false;
        }
        if (request.dryRun()) {
            say.accept("Then the stack in " + second + " and the global database go.");
            return true;
        }
        if (!new Consent(request.yes(), answer, say)
                .to(List.of(
                        "The stack " + name + " in " + second + " is removed; a snapshot of its database stays."))) {
            return false;
        }
        database.detach(second);
        new Removal(aws.in(second), project, say, answer).stack(name);
        database.detach(aws.region());
        global.remove();
        return deploy(aws, request, Map.of(RegionRole.GLOBAL, "", RegionRole.OTHER, ""), check);
    }

    private void refuseIfProtected(String name, String second) {
        boolean isProtected = Stream.of(aws.region(), second)
                .filter(region -> !region.isEmpty())
                .anyMatch(region ->
                        "true".equals(lastParameters(aws.in(region), name).get("DeletionProtection")));
        if (isProtected) {
            throw new CommandException(
                    "The stack " + name + " is protected from deletion, and the second region is deleted. Nothing was"
                            + " changed. Lift the protection first, and protect the first region again later:\n"
                            + "  ./three-tier deploy --stack " + name + " --param DeletionProtection=false");
        }
    }

    private boolean global(DeploymentRequest request, Aws there) {
        Settings settings = Settings.of(root(), lastParameters(aws, request.stack()), Map.of());
        return new GlobalStack(aws, project, request.stack(), say)
                .deploy(
                        settings,
                        new Stack(aws, request.stack(), say).outputs(),
                        lastParameters(there, request.stack()).isEmpty()
                                ? Map.of()
                                : new Stack(there, request.stack(), say).outputs(),
                        new Consent(request.yes(), answer, say));
    }

    /** The site's name leads to the region that writes, so nothing can be checked under it here. */
    private boolean inSecond(DeploymentRequest request, Aws there, Map<String, String> own) {
        Map<String, String> first = lastParameters(aws, request.stack());
        Map<String, String> last = lastParameters(there, request.stack());
        if (last.isEmpty()) {
            // A secondary cluster is encrypted with the key that RDS has in each region. Asking for it makes it
            there.json("kms", "describe-key", "--key-id", "alias/aws/rds");
        }
        Map<String, String> parameters =
                SecondRegion.parameters(Settings.of(root(), first, request.parameters()), last, own);
        parameters.keySet().retainAll(TemplateParameters.of(root()));
        parameters.put(RegionRole.OTHER, aws.region());
        parameters.put(RegionRole.GLOBAL, GlobalDatabase.id(request.stack()));
        parameters.put(
                RegionRole.SECRETS,
                last.getOrDefault(
                        RegionRole.SECRETS,
                        SecondRegion.secrets(new Stack(aws, request.stack(), say).output("Secrets"), there.region())));
        say.accept("the stack in " + there.region() + ":");
        return new Deployment(there, project, say, answer, url -> {})
                .run(new DeploymentRequest(
                        request.stack(), parameters, request.dryRun(), request.replace(), request.yes()));
    }

    private boolean deploy(Aws where, DeploymentRequest request, Map<String, String> more, Consumer<String> checked) {
        Map<String, String> parameters = new TreeMap<>(request.parameters());
        parameters.putAll(more);
        return new Deployment(where, project, say, answer, checked)
                .run(new DeploymentRequest(
                        request.stack(), parameters, request.dryRun(), request.replace(), request.yes()));
    }

    private Map<String, String> lastParameters(Aws where, String name) {
        return new Stack(where, name, say).deployedParameters();
    }

    private Path root() {
        return project.resolve("cloudformation/three-tier.yaml");
    }
}
