package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Build;

/** Brings the built application, and the stack around it, to AWS. Safe to repeat after whatever happened before. */
public final class Deployment {

    /** Two minutes, at least. */
    private static final int ATTEMPTS = 24;

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Consumer<String> check;

    /** @param check uses a site as a client would; throws a {@link CommandException} when it does not work */
    public Deployment(Aws aws, Path project, Consumer<String> say, Consumer<String> check) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.check = check;
    }

    /**
     * @param given parameters of the root template that a person chooses
     * @param dryRun only show what would change
     * @throws CommandException with the first real cause when it does not come to be
     * @throws CommandException when it is there, but does not work
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
                    + " is of a line that gets no security fixes any more (SECURITY.md); "
                    + "PAYARA_VERSION=7.… takes the current one");
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
            say.accept(url + " needs a DNS record that leads to " + balancer);
        }
        checked(url);
        say.accept(url);
    }

    /** A new balancer needs a moment, until its name is known everywhere and it has found the nodes healthy. */
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
        Thread interrupted =
                new Thread(() -> say.accept("AWS goes on by itself; run ./three-tier deploy again to follow it."));
        Runtime.getRuntime().addShutdownHook(interrupted);
        changes.execute();
        String state = progress.follow();
        Runtime.getRuntime().removeShutdownHook(interrupted);
        if (!List.of("CREATE_COMPLETE", "UPDATE_COMPLETE").contains(state)) {
            throw new CommandException("The stack " + name + " was not deployed (" + state + "). The cause:\n"
                    + progress.cause().orElse("see the events of the stack in the console"));
        }
    }

    /** Uploads the nested templates and makes a root template that refers to them. */
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
