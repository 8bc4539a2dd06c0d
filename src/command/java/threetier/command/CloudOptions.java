package threetier.command;

import java.time.Duration;
import picocli.CommandLine.Option;
import threetier.command.deploy.Aws;
import threetier.command.error.CommandException;

/** Which stack, and where: what all words about AWS take. */
final class CloudOptions {

    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Option(names = "--region", paramLabel = "R", description = "like eu-central-1 (the one that the AWS CLI has)")
    private String region;

    private String stack;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "three-tier",
            description = "name of the stack (${DEFAULT-VALUE})")
    private void stack(String typed) {
        if (!typed.matches("[A-Za-z][A-Za-z0-9-]{0,99}")) {
            throw new CommandException(
                    "A stack's name has letters, digits and hyphens and begins with a letter, not \"" + typed + "\"");
        }
        stack = typed;
    }

    String stack() {
        return stack;
    }

    /** @throws CommandException when the AWS CLI cannot be used */
    Aws aws() {
        // "aws configure get" does not look there
        String named =
                System.getenv().getOrDefault("AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", ""));
        return Aws.connect(System.getenv("PATH"), region == null ? named : region, BETWEEN_LOOKS);
    }
}
