package threetier.command.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Executables;
import threetier.command.process.Pause;
import threetier.command.process.Program;

/** The AWS CLI, version 2, in one region. The CLI handles the credentials. */
public final class Aws {

    private static final Pattern VERSION = Pattern.compile("aws-cli/(\\d+)\\.");
    private static final Pattern NOT_THERE =
            Pattern.compile("does not exist|\\(404\\)|Not Found|ResourceNotFound|ChangeSetNotFound");

    private final Path program;
    private final String region;
    private final Duration betweenLooks;
    private final Json identity;

    private Aws(Path program, String region, Duration betweenLooks) {
        this.program = program;
        this.region = region;
        this.betweenLooks = betweenLooks;
        identity = json("sts", "get-caller-identity");
    }

    /**
     * @param path folders to search for the program, as in {@code PATH}
     * @param region empty for the configured one
     * @param betweenLooks polling interval
     * @throws CommandException if the CLI is missing or too old, or has no region or credentials
     */
    public static Aws connect(String path, String region, Duration betweenLooks) {
        Path program = Executables.find("aws", path)
                .orElseThrow(() -> new CommandException("The AWS CLI is missing. Install version 2: "
                        + "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html"));
        String version = execute(program, List.of("--version")).all();
        Matcher number = VERSION.matcher(version);
        if (!number.find() || Integer.parseInt(number.group(1)) < 2) {
            throw new CommandException("The AWS CLI is too old: " + version + "; version 2 is needed.");
        }
        String chosen = region.isEmpty()
                ? execute(program, List.of("configure", "get", "region"))
                        .output()
                        .strip()
                : region;
        if (chosen.isEmpty()) {
            throw new CommandException(
                    "No region is configured. Name one: --region eu-central-1, or run: aws configure set region eu-central-1");
        }
        return new Aws(program, chosen, betweenLooks);
    }

    /** Waits for one polling interval. */
    void untilNextLook() {
        Pause.of(betweenLooks);
    }

    String region() {
        return region;
    }

    /** The account number. */
    String account() {
        return identity.text("Account");
    }

    /** The first part of all ARNs: {@code aws}, or another one in China and in regions of governments. */
    String partition() {
        String[] arn = identity.text("Arn").split(":");
        return arn.length > 1 ? arn[1] : "aws";
    }

    /** @throws CommandException with a readable message if the command fails */
    Json json(String... command) {
        return Json.parse(run(command));
    }

    /**
     * Runs a command that does not print JSON.
     *
     * @throws CommandException with a readable message if the command fails
     */
    String run(String... command) {
        Program.Result result = call(command);
        if (result.status() != 0) {
            throw new CommandException(problem(result.errors().strip()));
        }
        return result.output();
    }

    /** Returns empty if the requested resource does not exist. */
    Optional<Json> find(String... command) {
        Program.Result result = call(command);
        if (result.status() != 0 && NOT_THERE.matcher(result.errors()).find()) {
            return Optional.empty();
        }
        if (result.status() != 0) {
            throw new CommandException(problem(result.errors().strip()));
        }
        return Optional.of(Json.parse(result.output()));
    }

    private Program.Result call(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--region", region, "--output", "json", "--no-cli-pager"));
        return execute(program, all);
    }

    private String problem(String errors) {
        if (errors.contains("Unable to locate credentials") || errors.contains("InvalidClientTokenId")) {
            return "The AWS CLI has no valid credentials. Log in first: aws sso login, or aws configure";
        }
        if (errors.contains("ExpiredToken") || errors.contains("expired")) {
            return "The login of the AWS CLI has expired. Log in again: aws sso login";
        }
        if (errors.contains("Could not connect to the endpoint URL")
                || errors.contains("Invalid endpoint")
                || errors.contains("doesn't match a supported format")) {
            return "AWS does not answer in the region \"" + region
                    + "\". Check the region's name and that it is enabled for this account.";
        }
        if (errors.contains("HeadBucket") && errors.contains("(403)")) {
            return "You have no access to the bucket for the uploads, or it belongs to another account. Ask for s3:ListBucket on it, or use another region.";
        }
        return errors.isEmpty() ? "The AWS CLI failed without a message." : errors;
    }

    private static Program.Result execute(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return new Program(command).result();
    }
}
