package threetier.command;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import picocli.AutoComplete.GenerateCompletion;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.UsageMessageSpec;
import threetier.command.error.CommandException;
import threetier.command.process.Shutdown;

/**
 * The command {@code ./three-tier}. Each subcommand is a class of this package. The packages below this one do the
 * work.
 */
@Command(
        name = "./three-tier",
        mixinStandardHelpOptions = true,
        versionProvider = Version.class,
        scope = CommandLine.ScopeType.INHERIT,
        exitCodeOnInvalidInput = 1,
        exitCodeOnExecutionException = 1,
        usageHelpAutoWidth = true,
        sortOptions = false,
        synopsisSubcommandLabel = "COMMAND",
        description = "Three tiers on this machine and on AWS: httpd, Payara Micro, a writer and a reader.%n",
        subcommands = {
            Inspect.class,
            Up.class,
            Down.class,
            Status.class,
            Logs.class,
            Top.class,
            Check.class,
            Redeploy.class,
            ReadOnly.class,
            TakeBackup.class,
            ProveRestore.class,
            Restore.class,
            Test.class,
            Drill.class,
            Bench.class,
            SendLoad.class,
            Rehearse.class,
            Deploy.class,
            Patch.class,
            Rotate.class,
            SwitchRegion.class,
            SwitchBack.class,
            Destroy.class,
            GenerateCompletion.class,
            CommandLine.HelpCommand.class
        })
public final class ThreeTier {

    private ThreeTier() {}

    public static void main(String[] arguments) {
        // Scripts read some of the output, so digits and the decimal point must not depend on the locale
        Locale.setDefault(Locale.ROOT);
        CommandLine line = line();
        System.exit(arguments.length == 0 ? help(line) : line.execute(arguments));
    }

    /** The command line with all subcommands. */
    static CommandLine line() {
        CommandLine line = new CommandLine(new ThreeTier());
        line.setParameterExceptionHandler(new Misunderstanding());
        line.setExecutionExceptionHandler(ThreeTier::failed);
        for (String seldom : List.of("generate-completion", "help")) {
            line.getSubcommands().get(seldom).getCommandSpec().usageMessage().hidden(true);
        }
        line.getCommandSpec()
                .usageMessage()
                .footer(
                        "",
                        "./three-tier COMMAND --help explains a command. Exit codes: 0 for success, 1 for a failure.");
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, ThreeTier::words);
        return line;
    }

    private static int help(CommandLine line) {
        line.usage(System.out);
        return 0;
    }

    /** A line per subcommand with its description. */
    private static String words(Help help) {
        return help.subcommands().values().stream()
                .map(word -> String.format(
                        "  %-24s %s%n",
                        word.commandSpec().qualifiedName(),
                        word.commandSpec().usageMessage().description()[0]))
                .collect(Collectors.joining());
    }

    private static int failed(Exception failure, CommandLine line, CommandLine.ParseResult typed) throws Exception {
        // After Ctrl-C, what a command waits for or talks to ends; these failures are expected and not reported
        if (Shutdown.begun()) {
            return 1;
        }
        if (!(failure instanceof CommandException)) {
            throw failure;
        }
        System.out.flush();
        line.getErr().println("three-tier: " + failure.getMessage());
        return 1;
    }
}
