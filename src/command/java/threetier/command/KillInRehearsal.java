package threetier.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import threetier.command.error.CommandException;
import threetier.command.rehearse.Incident;
import threetier.command.rehearse.NodeKilled;
import threetier.command.rehearse.WriterLost;
import threetier.command.rehearse.ZoneKilled;

/** Lets a part of a rehearsed site fail. */
@Command(
        name = "kill",
        description = "raise the site, and let a part of it fail under load; exit code 1 if a promise is broken")
final class KillInRehearsal implements Callable<Integer> {

    @Mixin
    private GroupOptions options;

    private Incident incident;

    @Parameters(
            paramLabel = "PART",
            description = "what fails: app or web (a node of this tier), zone, or writer (of the database)")
    private void part(String typed) {
        incident = switch (typed) {
            case "app", "web" -> new NodeKilled(typed);
            case "zone" -> new ZoneKilled();
            case "writer" -> new WriterLost();
            default ->
                throw new CommandException("rehearse kill knows app, web, zone and writer, not \"" + typed + "\".");
        };
    }

    /** @return 0, or 1 if a promise is broken */
    @Override
    public Integer call() {
        // Without a NAT gateway of its own, a zone that works may have no way out
        return options.run(incident, incident instanceof ZoneKilled ? Map.of("NatGateways", "per-zone") : Map.of())
                ? 0
                : 1;
    }
}
