package threetier.command;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import threetier.command.error.CommandException;
import threetier.command.inspect.AppNodes;
import threetier.command.inspect.Inspection;
import threetier.command.process.Workspace;

/** Says what a WAR needs from the tiers. */
@Command(
        name = "inspect",
        description =
                "say what in a WAR cannot work or needs a setting; starts nothing; exit code 1 if something cannot work")
final class Inspect implements Callable<Integer> {

    @Parameters(arity = "0..1", paramLabel = "WAR", description = "the application: my.war")
    private String war;

    @Option(names = "--ajp", description = "for AJP between web and app tier")
    private boolean ajp;

    /** @return 0, or 1 if something cannot work */
    @Override
    public Integer call() {
        if (war == null) {
            throw new CommandException("inspect needs a WAR, for example: ./three-tier inspect my.war");
        }
        Inspection inspection =
                Inspection.of(Workspace.typed(war), AppNodes.here(Workspace.projectFolder(), ajp, "none"));
        System.out.println(war);
        inspection.findings().forEach(System.out::println);
        if (inspection.findings().isEmpty()) {
            System.out.println("  nothing needs a change");
        }
        System.out.println((inspection.findings().isEmpty() ? "Start it with: " : "Then start it with: ")
                + payara() + inspection.variables() + "./three-tier up -d" + (ajp ? " --ajp" : "")
                + (inspection.sessions().isEmpty() ? "" : " --app 2 --sessions " + inspection.sessions()) + " --war "
                + war
                + (inspection.database() ? " --migrations my-migrations" : ""));
        return inspection.impossible() ? 1 : 0;
    }

    /** The version of Payara that the user has chosen, which the next command needs too. */
    private static String payara() {
        String version = System.getenv("PAYARA_VERSION");
        return version == null ? "" : "PAYARA_VERSION=" + version + " ";
    }
}
