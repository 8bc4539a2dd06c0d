package threetier.command;

import java.time.Instant;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.restore.RestoreInPlace;
import threetier.command.restore.Until;

/** Brings the database of the local stage back to a moment. */
@Command(
        name = "restore",
        description = "bring the database here back to a moment; what was saved later is gone from the site")
final class Restore implements Callable<Integer> {

    @Option(
            names = "--until",
            paramLabel = "TIME",
            required = true,
            description = "the moment, like 2026-11-28T08:00:05Z: what was saved before this second comes back")
    private String until;

    @Override
    public Integer call() {
        long start = System.nanoTime();
        Instant moment = Until.typed(until);
        String aside = new RestoreInPlace(Workspace.ofProject(), new Steps(System.out::println)).run(moment);
        System.out.printf(
                "restore: the site has the data of %s after %.1f s%n", moment, (System.nanoTime() - start) / 1e9);
        System.out.println("The tables before the restore are in the database " + aside + " until you drop it.");
        return 0;
    }
}
