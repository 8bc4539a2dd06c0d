package threetier.command.deploy;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import threetier.command.error.CommandException;

/** The stack of the distribution and its firewall (cloudformation/edge.yaml). */
final class EdgeStack {

    /** AWS takes the firewall and the certificate of a distribution only in this region. */
    static final String REGION = "us-east-1";

    private static final String CERTIFICATE = "EdgeCertificateArn";
    private static final String SLOT = "OriginSlot";
    /** The parameters that are those of the root stack. */
    private static final List<String> OF_ROOT =
            List.of("DomainName", "OtherName", "HostedZoneId", "AlarmEmail", "LogDays");

    private final Aws aws;
    private final Path project;
    private final String root;
    private final Consumer<String> say;
    private final Stack stack;

    /**
     * @param aws in any region
     * @param root the name of the root stack
     */
    EdgeStack(Aws aws, Path project, String root, Consumer<String> say) {
        this.aws = aws.in(REGION);
        this.project = project;
        this.root = root;
        this.say = say;
        stack = new Stack(this.aws, name(), say);
    }

    /** The parameters of the edge that a user may give. */
    static Set<String> parameters(Path project) {
        Set<String> own = new TreeSet<>(TemplateParameters.of(template(project)));
        own.removeAll(Set.of("Stack", "Origin", SLOT));
        own.removeAll(OF_ROOT);
        return own;
    }

    String name() {
        return root + "-edge";
    }

    boolean exists() {
        return !stack.state().isEmpty();
    }

    /** The domain name of the distribution; empty if there is none. */
    String domain() {
        return stack.output("Domain");
    }

    /**
     * Refuses parameters without which no distribution can be made.
     *
     * @param given the parameters of the edge that the user gives
     * @param settings those of the root stack
     * @throws CommandException if the certificate is missing or in another region
     */
    void refuse(Map<String, String> given, Settings settings) {
        String certificate = certificate(given, settings);
        boolean made = certificate.isEmpty() && !settings.text("HostedZoneId").isEmpty();
        if (!made && !usable(certificate)) {
            throw new CommandException("CloudFront takes a certificate only from the region " + REGION
                    + ". Request one there for " + settings.text("DomainName") + ", and add: --param " + CERTIFICATE
                    + "=arn:aws:acm:" + REGION + ":…");
        }
    }

    /**
     * The given certificate, else that of the last deployment, else that of the root stack. It is empty if the stack of
     * the edge makes its own.
     */
    private String certificate(Map<String, String> given, Settings settings) {
        String last = given.containsKey(CERTIFICATE) ? given.get(CERTIFICATE) : stack.parameter(CERTIFICATE);
        String ofRoot = settings.text("CertificateArn");
        boolean makes = !settings.text("HostedZoneId").isEmpty() && !usable(ofRoot);
        return !last.isEmpty() ? last : makes ? "" : ofRoot;
    }

    private static boolean usable(String certificate) {
        return certificate.matches("arn:[^:]+:acm:" + REGION + ":.+");
    }

    /**
     * Creates or updates the stack, and uploads the error pages.
     *
     * @param given the parameters of the edge that the user gives
     * @param settings those of the root stack
     * @param origin the ARN of the internal balancer
     * @return false if the user did not agree
     * @throws CommandException with the cause of a failure
     */
    boolean deploy(Map<String, String> given, Settings settings, String origin, Consent consent) {
        boolean isNew = stack.prepare(false, Map.of());
        Map<String, String> parameters = new TreeMap<>(given);
        parameters.put(CERTIFICATE, certificate(given, settings));
        parameters.put("Stack", root);
        OF_ROOT.forEach(name -> parameters.put(name, settings.text(name)));
        parameters.put("Origin", origin);
        parameters.put(SLOT, slot(isNew ? Map.of() : stack.lastParameters(), origin));
        ChangeSet changeSet = new ChangeSet(aws, name(), isNew, say);
        say.accept("what will " + (isNew ? "be created" : "change") + " at the edge:");
        Optional<Changes> changes = changeSet.make(
                List.of("--template-body", "file://" + template(project)),
                stack.parameters(parameters, TemplateParameters.of(template(project)), isNew));
        if (changes.isEmpty()) {
            say.accept("  nothing: the edge is up to date");
        } else if (!consent.to(new ArrayList<>(changes.get().consequences()))) {
            changeSet.discard();
            return false;
        } else {
            execute(changeSet);
        }
        new EdgePages(aws, project).upload(stack.output("Pages"));
        return true;
    }

    /**
     * The slot of the VPC origin for a balancer. A VPC origin in use cannot change, so another balancer gets the other
     * slot.
     */
    private static String slot(Map<String, String> last, String origin) {
        String slot = last.getOrDefault(SLOT, "a");
        boolean same = last.getOrDefault("Origin", origin).equals(origin);
        return same ? slot : slot.equals("a") ? "b" : "a";
    }

    private void execute(ChangeSet changeSet) {
        StackProgress progress = stack.progress().sinceNow();
        Execution.refuseUnlessComplete(name(), Execution.follow(changeSet, progress, say), progress);
    }

    /**
     * Removes the stack: the distribution first, then its VPC origin. Does nothing if there is no stack.
     *
     * @throws CommandException with the cause if something cannot be removed
     */
    void remove() {
        if (!exists()) {
            return;
        }
        say.accept("removing the distribution, which takes some minutes");
        String pages = stack.output("Pages");
        if (!pages.isEmpty()) {
            new EdgePages(aws, project).delete(pages);
        }
        stack.remove();
        say.accept("The edge has been removed.");
    }

    private static Path template(Path project) {
        return project.resolve("cloudformation/edge.yaml");
    }
}
