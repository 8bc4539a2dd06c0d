package threetier.command.restore;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import threetier.command.database.BesideServer;
import threetier.command.database.ServerPrograms;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/**
 * A restore of a backup into a server beside the stage.
 *
 * @param until a whole second; everything that was committed before it is restored, and nothing whose last statement
 *     began later. Null for everything
 */
record Restoration(Workspace workspace, Backups backups, RestoreSteps steps, Instant until) {

    private static final long FIRST_EVENT = 4;

    /**
     * Restores a backup.
     *
     * @return the server beside; the caller closes it
     * @throws CommandException if the backup is damaged, with the name of the file
     */
    BesideServer of(Backup backup, ServerPrograms writer) {
        backups.copyLogs(writer, backup);
        steps.run("backup " + backup.name() + " checked", () -> {
            backup.check();
            Backups.requireComplete(backup.file(Backup.DUMP));
        });
        long from = System.nanoTime();
        BesideServer beside = BesideServer.start(workspace);
        try {
            steps.steps().done("ready", "data", "server beside", from);
            steps.run("dump loaded", () -> beside.load(backup.database(), backup.file(Backup.DUMP)));
            steps.run("binary log replayed" + (until == null ? "" : " until " + until), () -> replay(beside, backup));
            return beside;
        } catch (RuntimeException failure) {
            beside.close();
            throw failure;
        }
    }

    private void replay(BesideServer beside, Backup backup) {
        List<Path> logs = new ArrayList<>();
        BinaryLog.Position end = null;
        for (String log : backup.logs()) {
            long begin = logs.isEmpty() ? backup.position() : FIRST_EVENT;
            logs.add(backup.file(log));
            end = new BinaryLog(backup.file(log)).before(begin, until == null ? Instant.MAX : until);
            if (!end.end()) {
                break;
            }
        }
        if (end == null) {
            throw new CommandException("The backup " + backup + " has no binary log.");
        }
        if (logs.size() > 1 || end.at() > backup.position()) {
            beside.replay(backup.database(), logs, backup.position(), end.at());
        }
    }
}
