package threetier.command.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threetier.command.error.CommandException;
import threetier.command.template.SharedResources;

/**
 * Deploys a second application as a stack of its own. It uses the network, the balancers and the databases of another
 * stack, which does not change. Can be repeated safely after any failure or interruption.
 */
public final class BesideDeployment {

    private static final String DATABASE = "Database";
    private static final String PRIORITY = "Priority";
    private static final String HOST = "Host";
    private static final String PATH = "Path";

    /** Rules for a path come before those for a whole host. */
    private static final int FIRST_FOR_PATHS = 100;

    private static final int FIRST_FOR_HOSTS = 500;
    /** So that the names of the users have at most 32 characters, as MySQL demands. */
    private static final int LONGEST_NAME = 18;

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Supplier<Optional<String>> answer;
    private final Consumer<String> check;

    /**
     * @param answer reads the answer of the user; it is empty without a terminal
     * @param check checks a site as a client; throws a {@link CommandException} if the site fails
     */
    public BesideDeployment(
            Aws aws, Path project, Consumer<String> say, Supplier<Optional<String>> answer, Consumer<String> check) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.answer = answer;
        this.check = check;
    }

    /**
     * @param first the name of the stack beside which the application is deployed
     * @return false if the user did not agree
     * @throws CommandException if the application would take requests of another one, or if a step fails
     */
    public boolean run(DeploymentRequest request, String first) {
        String name = request.stack();
        Map<String, String> shared = shared(name, first);
        Stack stack = new Stack(aws, name, say);
        boolean isNew = stack.prepare(request.dryRun(), request.parameters());
        Map<String, String> last = isNew ? Map.of() : stack.lastParameters();
        if (!isNew && !last.getOrDefault(BesideStack.BESIDE, "").equals(first)) {
            throw new CommandException("The stack " + name + " is not beside " + first + ". Choose another --stack.");
        }
        Map<String, String> parameters = new TreeMap<>(request.parameters());
        parameters.putAll(shared);
        parameters.put(BesideStack.BESIDE, first);
        Settings settings = settings(last, parameters);
        List<BesideStack> others = BesideStack.of(aws, first).stream()
                .filter(other -> !other.name().equals(name))
                .toList();
        new BesideNames(first, settings, others).refuse(ofFirst(first));
        List<Settings> applications = new ArrayList<>(List.of(ofFirst(first), settings));
        others.forEach(other -> applications.add(other.settings(project)));
        ConnectionLimit.of(project).refuse(ofFirst(first), applications);
        parameters.putIfAbsent(DATABASE, database(name, last, others));
        parameters.putIfAbsent(PRIORITY, priority(settings, last, others));
        new Quotas(aws, name, say).refuse(settings, false);
        new NameZone(aws, say).refuse(settings);
        Artefacts artefacts = new Artefacts(aws, project, say);
        artefacts.createBucket();
        parameters.putAll(artefacts.upload());
        Rollout rollout = new Rollout(aws, project, request, isNew, say);
        if (rollout.show(root(), artefacts.bucket(), parameters)) {
            Cost cost = Cost.of(
                    Prices.of(project.resolve("docs/aws-prices.yaml")),
                    isNew ? Optional.empty() : Optional.of(settings(last, Map.of())),
                    settings);
            say.accept(cost.lines());
            if (!rollout.execute(answer, cost.consequences())) {
                return request.dryRun();
            }
        }
        if (!request.dryRun()) {
            new DeployedSite(aws, say, check).check(stack);
            artefacts.deleteUnused();
        }
        return true;
    }

    /** The settings of the application, with those of a site in an existing network. */
    private Settings settings(Map<String, String> last, Map<String, String> given) {
        Map<String, String> values =
                new TreeMap<>(Settings.of(root(), last, given).values());
        values.put("ExistingVpcId", values.getOrDefault("VpcId", ""));
        values.put("DomainName", values.getOrDefault(HOST, ""));
        return new Settings(values);
    }

    private Settings ofFirst(String first) {
        return Settings.of(
                project.resolve("cloudformation/three-tier.yaml"),
                new Stack(aws, first, say).lastParameters(),
                Map.of());
    }

    /** The parameters that follow from the first stack. */
    private Map<String, String> shared(String name, String first) {
        Stack stack = new Stack(aws, first, say);
        String state = stack.state();
        if (name.equals(first)) {
            throw new CommandException("The second application needs a stack of its own. Add: --stack NAME");
        }
        if (state.isEmpty() || !state.matches("(CREATE|UPDATE|UPDATE_ROLLBACK)_COMPLETE")) {
            throw new CommandException(
                    state.isEmpty()
                            ? "There is no stack " + first + " in " + aws.region() + "."
                            : "The stack " + first + " is in the state " + state
                                    + ". Wait until its deployment is complete.");
        }
        Settings settings = ofFirst(first);
        if (!settings.text(BesideStack.BESIDE).isEmpty()) {
            throw new CommandException(first + " is itself a second application. Choose --beside "
                    + settings.text(BesideStack.BESIDE) + ".");
        }
        if (!settings.text(RegionRole.GLOBAL).isEmpty()) {
            throw new CommandException(
                    first + " has two regions, and a second application has one. Choose another stack"
                            + " with --beside, or give up the second region: ./three-tier deploy --no-standby");
        }
        Map<String, String> nested = aws
                .json("cloudformation", "describe-stack-resources", "--stack-name", first)
                .at("StackResources")
                .items()
                .stream()
                .filter(resource -> resource.text("ResourceType").equals("AWS::CloudFormation::Stack"))
                .collect(Collectors.toMap(
                        resource -> resource.text("LogicalResourceId"),
                        resource -> resource.text("PhysicalResourceId")));
        Map<String, String> shared = SharedResources.parameters(
                settings::text,
                id -> nested.containsKey(id) ? new Stack(aws, nested.get(id), say).outputs() : Map.of());
        boolean old = shared.values().stream().anyMatch(Objects::isNull)
                || unlike(shared, "PublicBalancer", "PublicListener")
                || unlike(shared, "OriginListener", "OriginGroup");
        if (old) {
            throw new CommandException("An earlier version has deployed " + first
                    + ", which a second application cannot use yet. First run: ./three-tier deploy --stack " + first
                    + " --region " + aws.region());
        }
        return shared;
    }

    private static boolean unlike(Map<String, String> shared, String one, String other) {
        return shared.get(one).equals("none") != shared.get(other).equals("none");
    }

    private static String database(String name, Map<String, String> last, List<BesideStack> others) {
        String own = name.toLowerCase(Locale.ROOT).replace("-", "");
        String database =
                last.getOrDefault(DATABASE, "beside" + own.substring(0, Math.min(own.length(), LONGEST_NAME)));
        others.stream()
                .filter(other -> other.text(DATABASE).equals(database))
                .findFirst()
                .ifPresent(other -> {
                    throw new CommandException("The name of the stack is too much like " + other.name()
                            + ": both would use the database " + database + ". Choose another --stack.");
                });
        return database;
    }

    /** The first number that no other application has. */
    private static String priority(Settings settings, Map<String, String> last, List<BesideStack> others) {
        List<String> taken = others.stream().map(other -> other.text(PRIORITY)).toList();
        return last.getOrDefault(
                PRIORITY,
                IntStream.iterate(settings.text(PATH).isEmpty() ? FIRST_FOR_HOSTS : FIRST_FOR_PATHS, i -> i + 1)
                        .mapToObj(Integer::toString)
                        .filter(number -> !taken.contains(number))
                        .findFirst()
                        .orElseThrow());
    }

    private Path root() {
        return project.resolve("cloudformation/application.yaml");
    }
}
