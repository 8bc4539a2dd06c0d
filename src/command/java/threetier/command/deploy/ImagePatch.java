package threetier.command.deploy;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import threetier.command.error.CommandException;

/**
 * Replaces the nodes of both tiers by nodes of the newest image. Template, bundles and parameters stay as deployed. The
 * previous value of {@code Image} is the name of a public parameter of Systems Manager, not an image: CloudFormation
 * reads the image anew for each change set.
 */
public final class ImagePatch {

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;
    private final Supplier<Optional<String>> answer;
    private final Consumer<String> check;

    /**
     * @param answer reads the answer of the user; it is empty without a terminal
     * @param check checks a site as a client; throws a {@link CommandException} if the site fails
     */
    public ImagePatch(
            Aws aws, Path project, Consumer<String> say, Supplier<Optional<String>> answer, Consumer<String> check) {
        this.aws = aws;
        this.project = project;
        this.say = say;
        this.answer = answer;
        this.check = check;
    }

    /**
     * @return false if the user did not agree
     * @throws CommandException if the stack does not exist, if its image is pinned, or if the change fails, with the
     *     cause
     */
    public boolean run(DeploymentRequest request) {
        Stack stack = new Stack(aws, request.stack(), say);
        if (stack.prepare(true, Map.of())) {
            throw new CommandException("There is no stack " + request.stack() + " in " + aws.region() + " to patch.");
        }
        Map<String, String> last = stack.lastParameters();
        String pinned = last.getOrDefault("ImageId", "");
        if (!pinned.isEmpty()) {
            throw new CommandException("The parameter ImageId pins the image " + pinned
                    + ". Deploy with a newer one: ./three-tier deploy --stack " + request.stack() + " --region "
                    + aws.region() + " --param ImageId=ami-…; an empty ImageId selects the newest Amazon Linux.");
        }
        ChangeSet changeSet = new ChangeSet(aws, request.stack(), false, say);
        say.accept("what will change:");
        Optional<Changes> made =
                changeSet.make(List.of("--use-previous-template"), stack.parameters(Map.of(), last.keySet(), false));
        if (made.isEmpty()) {
            say.accept("  nothing: all nodes already have the newest image");
            return true;
        }
        Execution execution = new Execution(aws, project, new Consent(request.yes(), answer, say), request, say);
        if (!execution.run(stack, changeSet, made.get(), made.get().consequences())) {
            return request.dryRun();
        }
        new DeployedSite(aws, say, check).check(stack);
        return true;
    }
}
