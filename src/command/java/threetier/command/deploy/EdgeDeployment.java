package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Moves a site behind CloudFront, and back. The new way exists before clients use it, and the old way goes only when no
 * client uses it any more, so no request is lost. Each step looks first at what exists. Therefore a run after a failure
 * or an interruption continues where the last one ended.
 */
public final class EdgeDeployment {

    private static final String BALANCERS = "Balancers";
    private static final String ADDRESSES = "CloudFrontAddresses";
    /** Where the DNS records lead that the root stack makes with {@code HostedZoneId}: to a distribution, or empty. */
    private static final String TARGET = "EdgeDomain";

    private static final String PREFIX_LIST = "com.amazonaws.global.cloudfront.origin-facing";

    /** With the usual time between two looks, the wait is two minutes. */
    private static final int LOOKS = 24;

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Supplier<Optional<String>> answer;
    private final Consumer<String> check;
    private final Function<String, Optional<Boolean>> byEdge;

    /**
     * @param answer reads the answer of the user; it is empty without a terminal
     * @param check checks a site as a client; throws a {@link CommandException} if the site fails
     * @param byEdge whether CloudFront answers at an address; empty if nothing answers there
     */
    public EdgeDeployment(
            Aws aws,
            Path project,
            Consumer<String> say,
            Supplier<Optional<String>> answer,
            Consumer<String> check,
            Function<String, Optional<Boolean>> byEdge) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.answer = answer;
        this.check = check;
        this.byEdge = byEdge;
    }

    /** @throws CommandException if {@code parameters} has one that only {@code --edge} and {@code --no-edge} set */
    public static void refuseOwnParameters(Map<String, String> parameters) {
        if (parameters.containsKey(BALANCERS) || parameters.containsKey(ADDRESSES) || parameters.containsKey(TARGET)) {
            throw new CommandException("The options --edge and --no-edge set " + BALANCERS + ", " + ADDRESSES + " and "
                    + TARGET + ", in the order in which no request is lost. Leave these parameters out.");
        }
    }

    /**
     * Deploys the site behind CloudFront: the internal balancer, then the distribution, then the DNS records if they
     * belong to the stack. Then, if the name of the site leads to the distribution, removes the public balancer.
     *
     * @return false if the user did not agree
     * @throws CommandException if a step fails; what exists by then stays
     */
    public boolean on(DeploymentRequest request) {
        Map<String, String> ofEdge = new TreeMap<>(request.parameters());
        ofEdge.keySet().retainAll(EdgeStack.parameters(project));
        Map<String, String> ofRoot = new TreeMap<>(request.parameters());
        ofRoot.keySet().removeAll(ofEdge.keySet());
        Map<String, String> last = lastParameters(request.stack());
        Settings settings = Settings.of(root(), last, ofRoot);
        EdgeStack edge = new EdgeStack(aws, project, request.stack(), say);
        refuse(settings, request.stack());
        edge.refuse(ofEdge, settings);
        ofRoot.put(ADDRESSES, prefixList());
        // A new site never gets a public balancer
        String balancers = last.isEmpty() ? "internal" : settings.text(BALANCERS);
        boolean moves = !balancers.equals("internal");
        if (!deployRoot(request, ofRoot, moves ? "both" : "internal", url -> {})) {
            return false;
        }
        if (request.dryRun()) {
            say.accept(
                    "Then the distribution is created or updated" + (moves ? ", and the public balancer goes." : "."));
            return true;
        }
        Map<String, String> outputs = new Stack(aws, request.stack(), say).outputs();
        Consent consent = new Consent(request.yes(), answer, say);
        if (!edge.deploy(ofEdge, settings, outputs.getOrDefault("Origin", ""), consent)) {
            return false;
        }
        if (!records(request, ofRoot, settings, moves ? "both" : "internal", edge.domain(), moves)) {
            return false;
        }
        String url = outputs.getOrDefault("Url", "");
        if (!byEdge.apply(url).orElse(false)) {
            say.accept(next(settings, edge.domain())
                    + (moves
                            ? " Wait until the time-to-live of the old record has passed, then run the same command again;"
                                    + " it removes the public balancer. Until then, both serve."
                            : " Then run ./three-tier check " + url));
            return true;
        }
        if (moves) {
            return deployRoot(request, ofRoot, "internal", check);
        }
        new DeployedSite(aws, say, check).check(new Stack(aws, request.stack(), say));
        return true;
    }

    /**
     * Deploys the site without CloudFront: the public balancer first, then the DNS records if they belong to the stack.
     * Then, if the name of the site no longer leads to the distribution, removes the distribution, and last the
     * internal balancer.
     *
     * @return false if the user did not agree
     * @throws CommandException if a step fails; what exists by then stays
     */
    public boolean off(DeploymentRequest request) {
        Map<String, String> last = lastParameters(request.stack());
        Map<String, String> parameters = new TreeMap<>(request.parameters());
        if (last.getOrDefault(BALANCERS, "public").equals("public")) {
            return deployRoot(request, parameters, "public", check);
        }
        Settings settings = Settings.of(root(), last, parameters);
        refuse(settings, request.stack());
        if (!deployRoot(request, parameters, "both", url -> {})) {
            return false;
        }
        if (request.dryRun()) {
            say.accept("Then the distribution and the internal balancer go.");
            return true;
        }
        EdgeStack edge = new EdgeStack(aws, project, request.stack(), say);
        if (edge.exists()) {
            if (!records(request, parameters, settings, "both", "", true)) {
                return false;
            }
            Map<String, String> outputs = new Stack(aws, request.stack(), say).outputs();
            if (byEdge.apply(outputs.getOrDefault("Url", "")).orElse(true)) {
                say.accept(next(settings, outputs.getOrDefault("Balancer", ""))
                        + " Wait until the time-to-live of the old record has passed, then run the same command again;"
                        + " it removes the distribution. Until then, both serve.");
                return true;
            }
            if (!new Consent(request.yes(), answer, say)
                    .to(List.of("The distribution and its firewall are removed."))) {
                return false;
            }
            edge.remove();
        }
        if (!settings.text(TARGET).isEmpty()) {
            parameters.put(TARGET, "");
        }
        return deployRoot(request, parameters, "public", check);
    }

    /**
     * Lets the DNS records of the stack lead to {@code target}, and waits until no client knows the old ones. Both ways
     * serve meanwhile. Does nothing without {@code HostedZoneId}.
     *
     * @param target the domain name of the distribution; empty for the public balancer
     * @param moves whether clients may know the old records
     * @return false if the user did not agree
     */
    private boolean records(
            DeploymentRequest request,
            Map<String, String> parameters,
            Settings settings,
            String balancers,
            String target,
            boolean moves) {
        boolean same = settings.text(TARGET).equals(target);
        if (settings.text("HostedZoneId").isEmpty() || same && !moves) {
            return true;
        }
        parameters.put(TARGET, target);
        if (!same && !deployRoot(request, parameters, balancers, url -> {})) {
            return false;
        }
        say.accept("waiting until no client knows the old DNS records; they live for one minute");
        for (int look = 1; look <= LOOKS; look++) {
            aws.untilNextLook();
        }
        return true;
    }

    private static String next(Settings settings, String target) {
        String name = settings.text("DomainName");
        return settings.text("HostedZoneId").isEmpty()
                ? "Next: point the DNS record of " + name + " to " + target + "."
                : "The DNS record of " + name + " leads to " + target + ", but this machine does not see it yet.";
    }

    private boolean deployRoot(
            DeploymentRequest request, Map<String, String> parameters, String balancers, Consumer<String> checked) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(BALANCERS, balancers);
        say.accept("balancers of the web tier: " + balancers);
        return new Deployment(aws, project, say, answer, checked)
                .run(new DeploymentRequest(request.stack(), all, request.dryRun(), request.replace(), request.yes()));
    }

    private static void refuse(Settings settings, String stack) {
        if (!settings.https() || settings.text("DomainName").isEmpty()) {
            throw new CommandException("CloudFront reaches the site over HTTPS and under its own name. Add: "
                    + "--param DomainName=…, and --param HostedZoneId=… or --param CertificateArn=…; see docs/aws.md");
        }
        if (settings.text("DeletionProtection").equals("true")) {
            throw new CommandException(
                    "This removes a balancer of " + stack
                            + ", and the balancers are protected. Add: --param DeletionProtection=false; protect them again later.");
        }
    }

    private Map<String, String> lastParameters(String name) {
        return new Stack(aws, name, say).deployedParameters();
    }

    /** The list with the addresses from which CloudFront sends requests, in this region. */
    private String prefixList() {
        Json found = aws.json(
                "ec2", "describe-managed-prefix-lists", "--filters", "Name=prefix-list-name,Values=" + PREFIX_LIST);
        String id = found.at("PrefixLists").first().text("PrefixListId");
        if (id.isEmpty()) {
            throw new CommandException("The region " + aws.region() + " has no list of CloudFront's addresses ("
                    + PREFIX_LIST + "). Choose another region.");
        }
        return id;
    }

    private Path root() {
        return project.resolve("cloudformation/three-tier.yaml");
    }
}
