package threetier.command.restore;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threetier.command.database.BesideServer;
import threetier.command.database.OperatorLogin;
import threetier.command.database.ServerPrograms;
import threetier.command.error.CommandException;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/** Restores the latest backup of a running stage beside it, proves it against the stage's database, and deletes it. */
public final class RestoreCheck {

    private final Workspace workspace;
    private final RestoreSteps steps;
    private final Backups backups;

    /** @param steps receives each step */
    public RestoreCheck(Workspace workspace, Steps steps) {
        this.workspace = workspace;
        this.steps = new RestoreSteps(steps);
        backups = new Backups(workspace, steps);
    }

    /**
     * Runs the test. The site can be in use. If there is no backup, the test takes one first.
     *
     * @param until the moment to restore, a whole second; null for now
     * @return the faults, each as one line; empty if the proof holds
     * @throws CommandException if the backup is damaged or cannot be restored; the message names the file
     */
    public List<String> run(Instant until) {
        try (OperatorLogin login = OperatorLogin.on(workspace)) {
            ServerPrograms writer = ServerPrograms.of(workspace, login);
            return Backups.alone(workspace, () -> run(until, login, writer));
        }
    }

    private List<String> run(Instant until, OperatorLogin login, ServerPrograms writer) {
        Backup backup = choose(until, writer);
        Optional<Long> newest = until == null ? newest(writer, backup.database()) : Optional.empty();
        long from;
        List<String> faults = new ArrayList<>();
        try (BesideServer beside = new Restoration(workspace, backups, steps, until).of(backup, writer)) {
            Proof proof = Proof.of(workspace, beside, login, backup.database());
            proof.steps().forEach(steps.steps().progress());
            faults.addAll(proof.faults());
            newest.ifPresent(id -> newest(beside.programs(), backup.database())
                    .filter(restored ->
                            restored < id && newest(writer, backup.database()).orElse(0L) >= id)
                    .ifPresent(restored -> faults.add("timestamps: row " + id
                            + " was committed before the moment, but the" + " newest restored row is " + restored)));
            from = System.nanoTime();
        }
        steps.steps().done("done", "data", "server beside deleted", from);
        return faults;
    }

    private Backup choose(Instant until, ServerPrograms writer) {
        if (until == null && backups.all().isEmpty()) {
            steps.line("There is no backup yet, so one is taken first.");
            return backups.take(writer, Optional.empty());
        }
        return chosen(backups, until);
    }

    /** The latest backup from which this moment can be restored. */
    static Backup chosen(Backups backups, Instant until) {
        Instant moment = until == null ? Instant.MAX : until;
        if (until != null && until.isAfter(Instant.now())) {
            throw new CommandException("The moment " + until + " is in the future.");
        }
        return backups.latest(moment)
                .orElseThrow(() -> new CommandException(
                        backups.all().isEmpty()
                                ? "There is no backup. Take one: ./three-tier backup"
                                : "No backup is old enough for " + until
                                        + ". The oldest moment that can be restored is "
                                        + backups.all().get(0).time() + "."));
    }

    /** The id of the newest entry; empty without an entry, or if the application has no entries. */
    private static Optional<Long> newest(ServerPrograms server, String database) {
        if (!server.tables(database).contains("timestamps")) {
            return Optional.empty();
        }
        String id = server.run("SELECT COALESCE(MAX(id), '') FROM `" + database + "`.timestamps");
        return id.isEmpty() ? Optional.empty() : Optional.of(Long.valueOf(id));
    }
}
