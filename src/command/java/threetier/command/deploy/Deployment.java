package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Build;

/** Deploys the built application and its stack to AWS. Safe to repeat after any failure or interruption. */
public final class Deployment {

    /** Two minutes at least, with the usual polling interval. */
    private static final int ATTEMPTS = 24;

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Consumer<String> check;

    /** @param check checks a site as a client; throws a {@link CommandException} if the site fails */
    public Deployment(Aws aws, Path project, Consumer<String> say, Consumer<String> check) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.check = check;
    }

    /**
     * @param given the user's parameters for the root template
     * @param dryRun only show what would change
     * @throws CommandException with the root cause if the deployment fails
     * @throws CommandException if the deployed site does not work
     */
    public void run(String name, Map<String, String> given, boolean dryRun) {
        Stack stack = new Stack(aws, name, say);
        ParameterCheck.refuse(given, stack);
        boolean isNew = stack.prepare(dryRun);
        Artefacts artefacts = new Artefacts(aws, project, say);
        artefacts.createBucket();
        Map<String, String> parameters = new TreeMap<>(artefacts.upload());
        parameters.putAll(given);
        if (Build.line().equals("6")) {
            say.accept("note: Payara " + Build.fact("payara.version")
                    + " belongs to a line without further security fixes (SECURITY.md); "
                    + "PAYARA_VERSION=7.… selects the current line");
        }
        String template = packaged(artefacts.bucket());
        ChangeSet changes = new ChangeSet(aws, name, isNew, say);
        say.accept(isNew ? "what will be created:" : "what will change:");
        boolean any = changes.make(template, stack.parameters(parameters, TemplateParameters.of(root()), isNew));
        if (!any) {
            say.accept("  nothing: the stack is up to date");
        }
        if (dryRun) {
            if (any) {
                changes.discard();
            }
            return;
        }
        if (any) {
            execute(stack, changes, name);
        }
        String url = stack.output("Url");
        String balancer = stack.output("Balancer");
        if (!balancer.isEmpty() && !url.endsWith("//" + balancer)) {
            say.accept(url + " needs a DNS record that points to " + balancer);
        }
        checked(url);
        artefacts.deleteUnused();
        say.accept(url);
    }

    /** Checks the site repeatedly: a new balancer needs time until DNS has its name and its targets are healthy. */
    private void checked(String url) {
        for (int attempt = 1; ; attempt++) {
            try {
                check.accept(url);
                return;
            } catch (CommandException notYet) {
                if (attempt == ATTEMPTS) {
                    throw notYet;
                }
                if (attempt == 1) {
                    say.accept("  not yet, trying again for two minutes: " + notYet.getMessage());
                }
                aws.untilNextLook();
            }
        }
    }

    private void execute(Stack stack, ChangeSet changes, String name) {
        StackProgress progress = stack.progress().sinceNow();
        Thread interrupted = new Thread(() -> say.accept("AWS continues; run ./three-tier deploy again to follow it."));
        Runtime.getRuntime().addShutdownHook(interrupted);
        changes.execute();
        String state = progress.follow();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        if (!List.of("CREATE_COMPLETE", "UPDATE_COMPLETE").contains(state)) {
            throw new CommandException("The stack " + name + " was not deployed (" + state + "). The cause:\n"
                    + progress.cause().orElse("see the events of the stack in the console"));
        }
    }

    /** Uploads the nested templates and writes a root template that refers to them. */
    private String packaged(String bucket) {
        Path file = project.resolve("target/deploy/three-tier.yaml");
        aws.run(
                "cloudformation",
                "package",
                "--template-file",
                root().toString(),
                "--s3-bucket",
                bucket,
                "--s3-prefix",
                "templates",
                "--output-template-file",
                file.toString());
        return file.toString();
    }

    private Path root() {
        return project.resolve("cloudformation/three-tier.yaml");
    }
}
