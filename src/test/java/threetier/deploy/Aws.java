package threetier.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The AWS CLI, version 2, in one region. Credentials are its own business. */
final class Aws {

    private static final Pattern VERSION = Pattern.compile("aws-cli/(\\d+)\\.");
    private static final Pattern NOT_THERE = Pattern.compile("does not exist|\\(404\\)|Not Found|ResourceNotFound|ChangeSetNotFound");

    private final String path;
    private final String region;
    private final String account;

    private Aws(String path, String region) {
        this.path = path;
        this.region = region;
        account = json("sts", "get-caller-identity").text("Account");
    }

    /**
     * @param path folders to look for the program in, as in {@code PATH}
     * @param region empty for the one that is configured
     * @throws DeployException when the CLI is missing or old, or has no region or credentials
     */
    static Aws connect(String path, String region) {
        if (Arrays.stream(path.split(File.pathSeparator)).noneMatch(folder -> Files.isExecutable(Path.of(folder, "aws")))) {
            throw new DeployException("The AWS CLI is missing. Install version 2: https://docs.aws.amazon.com/cli/latest/userguide/getting-started-install.html");
        }
        Result version = execute(path, List.of("--version"));
        Matcher number = VERSION.matcher(version.output + version.errors);
        if (!number.find() || Integer.parseInt(number.group(1)) < 2) {
            throw new DeployException("The AWS CLI is too old: " + (version.output + version.errors).strip() + "; version 2 is needed.");
        }
        String chosen = region.isEmpty() ? execute(path, List.of("configure", "get", "region")).output.strip() : region;
        if (chosen.isEmpty()) {
            throw new DeployException("No region is configured. Name one: --region eu-central-1, or run: aws configure set region eu-central-1");
        }
        return new Aws(path, chosen);
    }

    String region() {
        return region;
    }

    /** The number of the account. */
    String account() {
        return account;
    }

    /** @throws DeployException in words when the command fails */
    Json json(String... command) {
        return Json.parse(run(command));
    }

    /**
     * For a command that answers in words.
     *
     * @throws DeployException in words when it fails
     */
    String run(String... command) {
        Result result = call(command);
        if (result.status != 0) {
            throw new DeployException(problem(result.errors.strip()));
        }
        return result.output;
    }

    /** Empty when the thing asked for is not there. */
    Optional<Json> find(String... command) {
        Result result = call(command);
        if (result.status != 0 && NOT_THERE.matcher(result.errors).find()) {
            return Optional.empty();
        }
        if (result.status != 0) {
            throw new DeployException(problem(result.errors.strip()));
        }
        return Optional.of(Json.parse(result.output));
    }

    private Result call(String... command) {
        List<String> all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--region", region, "--output", "json", "--no-cli-pager"));
        return execute(path, all);
    }

    private String problem(String errors) {
        if (errors.contains("Unable to locate credentials") || errors.contains("InvalidClientTokenId")) {
            return "The AWS CLI has no valid credentials. Log in first: aws sso login, or aws configure";
        }
        if (errors.contains("ExpiredToken") || errors.contains("expired")) {
            return "The login of the AWS CLI has expired. Log in again: aws sso login";
        }
        if (errors.contains("Could not connect to the endpoint URL") || errors.contains("Invalid endpoint")
                || errors.contains("doesn't match a supported format")) {
            return "AWS does not answer in the region \"" + region + "\". Is that the name of a region, and enabled for this account?";
        }
        if (errors.contains("HeadBucket") && errors.contains("(403)")) {
            return "The bucket for what is uploaded is closed to you, or belongs to another account. Ask for s3:ListBucket on it, or take another region.";
        }
        return errors.isEmpty() ? "The AWS CLI failed without a word." : errors;
    }

    private record Result(int status, String output, String errors) {
    }

    private static Result execute(String path, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of("aws"));
        command.addAll(arguments);
        try {
            String program = Arrays.stream(path.split(File.pathSeparator)).map(folder -> Path.of(folder, "aws")).filter(Files::isExecutable)
                    .findFirst().orElseThrow().toString();
            command.set(0, program);
            Process process = new ProcessBuilder(command).start();
            CompletableFuture<byte[]> errors = CompletableFuture.supplyAsync(() -> {
                try {
                    return process.getErrorStream().readAllBytes();
                } catch (IOException failure) {
                    return new byte[0];
                }
            });
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Result(process.waitFor(), output, new String(errors.join(), StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new DeployException("The AWS CLI cannot be run: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new DeployException("Interrupted");
        }
    }
}
