package threetier.command;

import java.time.Duration;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threetier.command.deploy.Aws;
import threetier.command.error.CommandException;

/** Options shared by all AWS commands: the stack and its region. */
final class CloudOptions {

    /** The polling interval of AWS. */
    static final Duration BETWEEN_LOOKS = Duration.ofSeconds(5);

    @Option(names = "--region", paramLabel = "R", description = "for example eu-central-1 (default: the AWS CLI's)")
    private String region;

    private String stack;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--stack",
            paramLabel = "NAME",
            defaultValue = "three-tier",
            description = "name of the stack (${DEFAULT-VALUE})")
    private void stack(String typed) {
        if (!typed.matches("[A-Za-z][A-Za-z0-9-]{0,99}")) {
            throw new CommandException(
                    "A stack name starts with a letter and has letters, digits and hyphens, not \"" + typed + "\"");
        }
        stack = typed;
    }

    String stack() {
        return stack;
    }

    /** Whether the user has typed one of these options. Commands that also work here work on AWS only then. */
    boolean typed() {
        var given = command.commandLine().getParseResult();
        return given.hasMatchedOption("--stack") || given.hasMatchedOption("--region");
    }

    /** @throws CommandException if the AWS CLI cannot be used */
    Aws aws() {
        return aws("");
    }

    /**
     * @param given the region; empty for that of the options
     * @throws CommandException if the AWS CLI cannot be used
     */
    Aws aws(String given) {
        // The command "aws configure get" ignores the environment variables of the region
        String named =
                System.getenv().getOrDefault("AWS_REGION", System.getenv().getOrDefault("AWS_DEFAULT_REGION", ""));
        String chosen = region == null ? named : region;
        return Aws.connect(System.getenv("PATH"), given.isEmpty() ? chosen : given, BETWEEN_LOOKS);
    }
}
