package threetier.command.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
    /**
     * Matches only answers of AWS that a resource does not exist. The CLI itself can report that a login "does not
     * exist".
     */
    private static final Pattern NOT_THERE = Pattern.compile(
            "An error occurred .*(does not exist|\\(404\\)|Not Found|ResourceNotFound|ChangeSetNotFound|DBClusterNotFound"
                    + "|DBInstanceNotFound|GlobalClusterNotFound)",
            Pattern.DOTALL);

    private static final String INSTALL =
            "Install version 2: " + "https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html";

    private final Path program;
    private final String region;
    private final Duration betweenLooks;
    private final Json identity;

    private Aws(Path program, String region, Duration betweenLooks, Json identity) {
        this.program = program;
        this.region = region;
        this.betweenLooks = betweenLooks;
        this.identity = identity;
    }

    private Aws(Path program, String region, Duration betweenLooks) {
        this.program = program;
        this.region = region;
        this.betweenLooks = betweenLooks;
        identity = json("sts", "get-caller-identity");
        if (account().isEmpty()) {
            throw new CommandException(program + " reports no account in the answer to aws sts get-caller-identity");
        }
    }

    /**
     * @param path folders to search for the program, as in {@code PATH}
     * @param region the region; empty for the configured region
     * @param betweenLooks the polling interval
     * @throws CommandException if the CLI is missing or too old, or has no region or credentials
     */
    public static Aws connect(String path, String region, Duration betweenLooks) {
        Path program = Executables.find("aws", path)
                .orElseThrow(() -> new CommandException("The AWS CLI is missing. " + INSTALL));
        requireVersion(program);
        String chosen = region.isEmpty() ? configuredRegion(program) : region;
        if (chosen.isEmpty()) {
            throw new CommandException(
                    "No region is configured. Name one: --region eu-central-1, or run: aws configure set region eu-central-1");
        }
        return new Aws(program, chosen, betweenLooks);
    }

    private static void requireVersion(Path program) {
        Program.Result asked = execute(program, List.of("--version"));
        if (asked.status() != 0) {
            throw failure(asked, "");
        }
        Matcher number = VERSION.matcher(asked.all());
        if (!number.find()) {
            throw new CommandException(program + " is not the AWS CLI: --version prints "
                    + (asked.all().isEmpty() ? "nothing" : "\"" + asked.all() + "\"") + ". " + INSTALL);
        }
        if (Integer.parseInt(number.group(1)) < 2) {
            throw new CommandException("The AWS CLI is too old: " + asked.all() + "; version 2 is needed.");
        }
    }

    /** Returns empty if no region is configured. */
    private static String configuredRegion(Path program) {
        Program.Result asked = execute(program, List.of("configure", "get", "region"));
        if (asked.status() != 0 && !asked.errors().isBlank()) {
            throw failure(asked, "");
        }
        return asked.output().strip();
    }

    /** Waits for one polling interval. */
    void untilNextLook() {
        Pause.of(betweenLooks);
    }

    String region() {
        return region;
    }

    /** The same account in another region. */
    Aws in(String another) {
        return new Aws(program, another, betweenLooks, identity);
    }

    /** The account number. */
    String account() {
        return identity.text("Account");
    }

    /**
     * The partition, the part of an ARN after {@code arn:}: {@code aws}, or another in China and government regions.
     */
    String partition() {
        String[] arn = identity.text("Arn").split(":");
        return arn.length > 1 ? arn[1] : "aws";
    }

    /** @throws CommandException with a readable message if the command fails */
    Json json(String... command) {
        return parsed(run(command), command);
    }

    /**
     * Runs a command that does not print JSON.
     *
     * @throws CommandException with a readable message if the command fails
     */
    String run(String... command) {
        Program.Result result = call(command);
        if (result.status() != 0) {
            throw failure(result, region);
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
            throw failure(result, region);
        }
        return Optional.of(parsed(result.output(), command));
    }

    private static Json parsed(String output, String... command) {
        try {
            return Json.parse(output);
        } catch (CommandException noJson) {
            throw new CommandException(
                    "The AWS CLI did not print JSON for aws " + command[0] + " " + command[1] + ": " + output.strip(),
                    noJson);
        }
    }

    private Program.Result call(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--region", region, "--output", "json", "--no-cli-pager"));
        return execute(program, all);
    }

    private static CommandException failure(Program.Result result, String region) {
        Map<String, String> environment = System.getenv();
        String profile = environment.getOrDefault("AWS_PROFILE", environment.getOrDefault("AWS_DEFAULT_PROFILE", ""));
        return new CommandException(new AwsFailure(result.errors(), region, profile).message());
    }

    /** Switches off prompts and the pager of the AWS CLI, whatever the user has configured. */
    private static Program.Result execute(Path program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments);
        return new Program(command)
                .with("AWS_CLI_AUTO_PROMPT", "off")
                .with("AWS_PAGER", "")
                .result();
    }
}
