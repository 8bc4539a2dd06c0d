package threetier.command;

import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;
import threetier.command.error.CommandException;

/** Reports invalid input in one line, with a suggestion where one exists, and points to the help. */
final class Misunderstanding implements CommandLine.IParameterExceptionHandler {

    @Override
    public int handleParseException(ParameterException exception, String[] arguments) {
        CommandLine command = exception.getCommandLine();
        command.getErr()
                .println("three-tier: "
                        + words(exception, command.getCommandSpec().qualifiedName()));
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }

    private static String words(ParameterException exception, String command) {
        String help = "see " + command + " --help";
        if (exception.getCause() instanceof CommandException reason) {
            return reason.getMessage();
        }
        if (exception instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            CommandLine.Model.ArgSpec argument = missing.getMissing().get(0);
            String name = argument instanceof CommandLine.Model.OptionSpec option
                    ? option.longestName()
                    : argument.paramLabel();
            return name + " needs a value; " + help;
        }
        if (exception instanceof UnmatchedArgumentException unmatched) {
            String typed = unmatched.getUnmatched().get(0);
            boolean verb = !typed.startsWith("-")
                    && !exception.getCommandLine().getSubcommands().isEmpty();
            List<String> meant = unmatched.getSuggestions();
            return (verb ? "there is no command \"" + typed + "\"" : "\"" + typed + "\" is not understood here")
                    + (meant.isEmpty() ? "" : "; did you mean " + String.join(" or ", meant) + "?") + "\n  " + help;
        }
        return exception.getMessage() + "; " + help;
    }
}
