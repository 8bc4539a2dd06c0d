package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import threetier.command.error.CommandException;
import threetier.command.load.LedgerComparison;
import threetier.command.load.LoadUntilStopped;
import threetier.command.load.SavedExchanges;
import threetier.command.process.Log;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;

/** A steady load that a process in the internet sends to the site. */
final class LoadFromInternet {

    private static final int CLIENTS = 12;
    private static final int PER_SECOND = 15;
    private static final int STEP = 100;
    /** In milliseconds; the ledger alone may take a minute. */
    private static final int LIMIT = 120_000;

    private final Path folder;
    private final Process process;

    /** Starts to send. */
    LoadFromInternet(RehearsedSite site, Path home) {
        Workspace.delete(home.resolve("load"));
        folder = Workspace.folder(home.resolve("load"));
        process = site.fromInternet(
                        LoadUntilStopped.class.getName(),
                        site.url(),
                        String.valueOf(CLIENTS),
                        String.valueOf(PER_SECOND),
                        folder.toString(),
                        String.valueOf(ProcessHandle.current().pid()),
                        site.site().authority().toString())
                .start(log());
        while (!Log.text(log(), 0).contains("sending")) {
            if (!process.isAlive()) {
                throw failed();
            }
            Pause.millis(STEP);
        }
    }

    /**
     * Stops to send, and compares the ledger.
     *
     * @param step is called meanwhile, because the groups go on
     */
    LoadFindings stop(Runnable step) {
        try {
            Files.writeString(folder.resolve(LoadUntilStopped.STOP), "");
            for (int waited = 0; process.isAlive(); waited += STEP) {
                if (waited > LIMIT) {
                    process.destroyForcibly();
                }
                step.run();
                Pause.millis(STEP);
            }
            if (process.exitValue() != 0) {
                throw failed();
            }
            List<Long> ledger =
                    List.of(Files.readString(folder.resolve(LoadUntilStopped.LEDGER))
                                    .strip()
                                    .split(" "))
                            .stream()
                            .map(Long::valueOf)
                            .toList();
            return new LoadFindings(
                    SavedExchanges.read(folder.resolve(LoadUntilStopped.EXCHANGES)),
                    new LedgerComparison(ledger.get(0), ledger.get(1), ledger.get(2), true));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private CommandException failed() {
        return new CommandException("The load has failed. Its log ends with:\n" + Log.lastLines(List.of(log())));
    }

    private Path log() {
        return folder.resolve("load.log");
    }
}
