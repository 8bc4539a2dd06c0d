package threetier.command.restore;

import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.database.BesideServer;
import threetier.command.database.OperatorLogin;
import threetier.command.database.ServerPrograms;
import threetier.command.database.StageReadOnly;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/**
 * Brings the database of a running stage back to a moment. The tables of now stay in another database, until an
 * operator deletes it.
 */
public final class RestoreInPlace {

    private static final DateTimeFormatter NAME =
            DateTimeFormatter.ofPattern("yyyyMMdd'_'HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);
    private static final int REPLICA_SECONDS = 120;

    private final Workspace workspace;
    private final RestoreSteps steps;
    private final Backups backups;

    /** @param steps receives each step */
    public RestoreInPlace(Workspace workspace, Steps steps) {
        this.workspace = workspace;
        this.steps = new RestoreSteps(steps);
        backups = new Backups(workspace, steps);
    }

    /**
     * Restores the moment. Read-only mode is on meanwhile, so reads are answered and writes are refused.
     *
     * @param until a whole second: everything that was committed before it comes back, and everything later is gone
     * @return the name of the database that has the tables of now
     * @throws CommandException if the backup is damaged or the proof fails; the tables are unchanged then, and
     *     read-only mode stays on
     */
    public String run(Instant until) {
        // Before the mode is switched, because another command may have the backups
        return Backups.alone(workspace, () -> inReadOnlyMode(until));
    }

    private String inReadOnlyMode(Instant until) {
        Backup backup = RestoreCheck.chosen(backups, until);
        Backups.requireContinued(ServerPrograms.ofWriter(workspace), backup);
        boolean before = StageReadOnly.isOn(workspace);
        steps.run("read-only mode on", () -> StageReadOnly.put(workspace, "on"));
        String aside;
        try (OperatorLogin login = OperatorLogin.on(workspace)) {
            ServerPrograms writer = ServerPrograms.of(workspace, login);
            aside = run(until, backup, login, writer);
        } catch (CommandException failure) {
            throw new CommandException(
                    failure.getMessage() + "\nRead-only mode is on. ./three-tier read-only off switches it off.",
                    failure);
        }
        if (!before) {
            steps.run("read-only mode off", () -> StageReadOnly.put(workspace, "off"));
        }
        return aside;
    }

    private String run(Instant until, Backup backup, OperatorLogin login, ServerPrograms writer) {
        String database = backup.database();
        try (BesideServer beside = new Restoration(workspace, backups, steps, until).of(backup, writer)) {
            Proof inItself = Proof.of(workspace, beside, null, database);
            inItself.steps().forEach(steps.steps().progress());
            require(inItself, "The restored database is not consistent, so nothing was changed:");
            String restoring = database + "_restoring";
            steps.run("restored tables copied", () -> copy(beside, database, writer, restoring));
            String aside = database + "_replaced_" + NAME.format(Instant.now());
            steps.run("tables exchanged", () -> exchange(writer, database, restoring, aside));
            steps.run(
                    "exchanged tables compared",
                    () -> require(
                            Proof.of(workspace, beside, login, database),
                            "The tables are not as they were restored. The tables before are in " + aside + "."));
            reader(login).ifPresent(reader -> steps.run("reader has it", () -> await(writer, reader)));
            // The log since an older backup has the exchange of the tables, which cannot be replayed elsewhere
            backups.take(writer, Optional.of(backup));
            return aside;
        }
    }

    private static void require(Proof proof, String otherwise) {
        if (!proof.faults().isEmpty()) {
            throw new CommandException(otherwise + "\n  " + String.join("\n  ", proof.faults()));
        }
    }

    private void copy(BesideServer beside, String database, ServerPrograms writer, String restoring) {
        Path dump = beside.programs().log("restored.sql");
        beside.programs().dump(database, dump, false);
        writer.run("DROP DATABASE IF EXISTS `" + restoring + "`; CREATE DATABASE `" + restoring + "`");
        writer.load(restoring, dump);
    }

    /** One statement renames all tables, so clients see either the tables before or the restored ones. */
    private static void exchange(ServerPrograms writer, String database, String restoring, String aside) {
        List<String> moves = Stream.concat(
                        writer.tables(database).stream().map(table -> move(table, database, aside)),
                        writer.tables(restoring).stream().map(table -> move(table, restoring, database)))
                .toList();
        writer.run("CREATE DATABASE `" + aside + "`; RENAME TABLE "
                + moves.stream().collect(Collectors.joining(", ")) + "; DROP DATABASE `" + restoring + "`");
    }

    private static String move(String table, String from, String to) {
        return "`" + from + "`.`" + table + "` TO `" + to + "`.`" + table + "`";
    }

    private Optional<Node> reader(OperatorLogin login) {
        return new Nodes(workspace)
                .servers("data").stream()
                        .filter(node -> node.alive() && !node.name().equals(login.server()))
                        .findFirst();
    }

    /** Waits until the reader has the restored tables too. */
    private void await(ServerPrograms writer, Node reader) {
        String position = writer.run("SELECT @@gtid_binlog_pos");
        String late = ServerPrograms.of(workspace, reader)
                .run("SELECT MASTER_GTID_WAIT('" + position + "', " + REPLICA_SECONDS + ")");
        if (!late.equals("0")) {
            throw new CommandException("The tables are restored, but the reader did not replicate them within "
                    + REPLICA_SECONDS + " s; see the section Replica of docs/operations.md.");
        }
    }
}
