package threetier.command.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import threetier.command.error.CommandException;
import threetier.command.process.Build;

/**
 * Deploys the built application and its stack to AWS. A deployment can be repeated safely after any failure or
 * interruption.
 */
public final class Deployment {

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Supplier<Optional<String>> answer;
    private final Consumer<String> check;

    /**
     * @param answer reads the answer of the user; it is empty without a terminal
     * @param check checks a site as a client; throws a {@link CommandException} if the site fails
     */
    public Deployment(
            Aws aws, Path project, Consumer<String> say, Supplier<Optional<String>> answer, Consumer<String> check) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.answer = answer;
        this.check = check;
    }

    /**
     * @return false if the user did not agree
     * @throws CommandException if the deployment fails, with the root cause; also if the update would lose data, or if
     *     the deployed site does not work
     */
    public boolean run(DeploymentRequest request) {
        String name = request.stack();
        Stack stack = new Stack(aws, name, say);
        ParameterCheck.refuse(request.parameters(), stack);
        boolean isNew = stack.prepare(request.dryRun(), request.parameters());
        Map<String, String> last = isNew ? Map.of() : stack.lastParameters();
        Map<String, String> given = new TreeMap<>(request.parameters());
        given.putAll(RegionRole.parameters(aws, name, last, Settings.of(root(), last, request.parameters())));
        Settings settings = Settings.of(root(), last, given);
        List<Settings> applications = new ArrayList<>(List.of(settings));
        if (!isNew) {
            List<BesideStack> others = BesideStack.of(aws, name);
            others.forEach(other -> other.refuseToLoseBalancer(aws, name, settings.text("Balancers")));
            others.forEach(other -> applications.add(other.settings(project)));
        }
        ConnectionLimit.of(project).refuse(settings, applications);
        List<String> zones =
                new Zones(aws, say).choose(settings, isNew ? Optional.empty() : Optional.of(name), new Settings(last));
        new Quotas(aws, name, say).refuse(settings, isNew);
        new NameZone(aws, say).refuse(settings);
        Artefacts artefacts = new Artefacts(aws, project, say);
        artefacts.createBucket();
        Map<String, String> parameters = new TreeMap<>(artefacts.upload());
        parameters.putAll(given);
        parameters.put(Zones.PARAMETER, String.join(",", zones));
        if (Build.line().equals("6")) {
            say.accept("note: Payara " + Build.fact("payara.version")
                    + " belongs to a line without further security fixes (SECURITY.md); "
                    + "PAYARA_VERSION=7.… selects the current line");
        }
        Rollout rollout = new Rollout(aws, project, request, isNew, say);
        boolean changes = rollout.show(root(), artefacts.bucket(), parameters);
        Cost cost = Cost.of(
                Prices.of(project.resolve("docs/aws-prices.yaml")),
                isNew ? Optional.empty() : Optional.of(Settings.of(root(), last, Map.of())),
                settings);
        if (changes || request.dryRun()) {
            say.accept(cost.lines());
        }
        if (changes) {
            List<String> consequences = new ArrayList<>(cost.consequences());
            consequences.addAll(VaultLock.consequences(new Settings(last), settings));
            if (!rollout.execute(answer, consequences)) {
                return request.dryRun();
            }
        }
        if (!request.dryRun()) {
            new DeployedSite(aws, say, check).check(stack);
            artefacts.deleteUnused();
        }
        return true;
    }

    private Path root() {
        return project.resolve("cloudformation/three-tier.yaml");
    }
}
