package threetier.command.standby;

import java.util.function.Consumer;
import threetier.command.database.Engines;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;
import threetier.command.stage.Shape;

/** What a command finds of a site on this machine, in one region or in two. */
public final class StageSite {

    private StageSite() {}

    /**
     * Checks that a start with this number of regions is possible.
     *
     * @throws CommandException if the second region led last and would be left out, or if the shape has no second
     *     region
     */
    public static void require(Workspace home, int number, Shape shape) {
        if (number == 1 && !leading(home).equals(LocalRegion.FIRST)) {
            throw new CommandException(
                    LocalRegion.SECOND + " has the newest data. Start both: ./three-tier up --regions 2\n"
                            + "  ./three-tier failback then moves the writes back to " + LocalRegion.FIRST + ".");
        }
        if (number == 2 && (shape.engine() != Engines.MARIADB || shape.application() != null)) {
            throw new CommandException(
                    "--regions 2 needs this project's application on MariaDB: leave out --database and --war.");
        }
    }

    /** What is in front of the site: the stand-in for Route 53, or the entrance of the only region. */
    public static Node entrance(Workspace home) {
        Nodes nodes = new Nodes(home);
        return nodes.find(NameService.NAME).orElseGet(() -> nodes.entrance("web"));
    }

    /** Whether two regions run. */
    public static boolean run(Workspace home) {
        return NameService.runs(home);
    }

    /** The workspace of the region that writes, or of the only one. */
    public static Workspace writing(Workspace home) {
        return run(home) ? LocalRegion.workspace(home, new StageRegions(home, line -> {}).writing()) : home;
    }

    /** The region that led when the databases of this workspace last ran. */
    public static String leading(Workspace home) {
        return new LeadRecord(home).region();
    }

    /**
     * Stops all nodes of an earlier command now, and all running nodes when this process shuts down.
     *
     * @return the shutdown hook, for removal
     */
    public static Thread stopNowAndAtEnd(Workspace home, Consumer<String> progress) {
        stopAll(home, progress);
        return Shutdown.then(() -> stopAll(home, progress));
    }

    /** Stops all nodes of both regions, if there are any. */
    public static void stopAll(Workspace home, Consumer<String> progress) {
        new Nodes(home).stopAll(progress);
        new Nodes(LocalRegion.workspace(home, LocalRegion.SECOND)).stopAll(progress);
    }
}
