package threetier.command.restore;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.database.BesideServer;
import threetier.command.database.ServerPrograms;
import threetier.command.error.CommandException;
import threetier.command.load.Load;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests backups of a running stage: each can be restored, and each kind of damage is noticed and named. */
@OnStage
@Tag("mariadb-only")
class BackupIT {

    private static final String TABLE = "threetier.timestamps";
    private static final int ROWS = 2_000;

    private final List<String> printed = new ArrayList<>();
    private final Steps steps = new Steps(printed::add);
    private Stage stage;
    private Workspace workspace;
    private ServerPrograms writer;
    private Backups backups;

    @BeforeEach
    void someRows(Stage stage) throws Exception {
        this.stage = stage;
        workspace = stage.workspace();
        Workspace.delete(workspace.home().resolve("backup"));
        // The rows are older than the keys of other tests, whose entries would therefore not count as deleted
        stage.sql().execute("writer", "TRUNCATE threetier.idempotency_keys");
        stage.sql().truncate();
        stage.sql().fill(ROWS);
        writer = ServerPrograms.ofWriter(workspace);
        backups = new Backups(workspace, steps);
    }

    @AfterEach
    void nothingIsLeft() {
        assertFalse(Files.exists(workspace.data("restored")), "the data of the server beside is left");
        assertTrue(new Nodes(workspace).find("restored").isEmpty(), "the server beside is left");
    }

    @Test
    void aBackupIsTakenRestoredAndProvenUnderLoad() throws Exception {
        try (Load load = Load.steady(stage.url())) {
            assertEquals(List.of(), new RestoreCheck(workspace, steps).run(null));
            assertEquals(List.of(), new RestoreCheck(workspace, steps).run(null));
            assertTrue(load.acknowledged() > 0);
        }
        String all = String.join("\n", printed);
        assertTrue(all.contains("There is no backup yet, so one is taken first."), all);
        assertEquals(1, backups.all().size());
        assertTrue(all.contains("timestamps: 2,"), all);
        assertTrue(printed.stream().anyMatch(line -> line.matches("  data  dump loaded +done after [0-9.]+ s")), all);
        assertEquals(
                "rwx------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(workspace.home().resolve("backup"))));
    }

    @Test
    void theMomentIsExclusive() throws Exception {
        Path folder = backups.take(writer);
        insert("2023-01-01 00:00:01");
        Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        while (Instant.now().isBefore(moment)) {
            Pause.millis(5);
        }
        insert("2023-01-01 00:00:02");
        Backup backup = new Backup(folder);
        try (BesideServer beside =
                        new Restoration(workspace, backups, new RestoreSteps(steps), moment).of(backup, writer);
                Connection connection = beside.connect(backup.database());
                ResultSet newest = connection
                        .createStatement()
                        .executeQuery("SELECT COUNT(*), CAST(MAX(saved_at) AS CHAR) FROM timestamps")) {
            newest.next();
            assertEquals(ROWS + 1, newest.getInt(1));
            assertEquals("2023-01-01 00:00:01.000000", newest.getString(2));
        }
    }

    /** After a second backup, the first one restores the moments between both. */
    @Test
    void momentsBeforeTheLatestBackupComeFromTheOneBefore() throws Exception {
        Backup first = new Backup(backups.take(writer));
        insert("2023-01-01 00:00:01");
        Pause.millis(3_000);
        backups.take(writer);
        assertEquals(2, backups.all().size());
        assertEquals(
                first.name(),
                RestoreCheck.chosen(backups, first.time().plusSeconds(1)).name());
        assertEquals(
                List.of(), new RestoreCheck(workspace, steps).run(first.time().plusSeconds(1)));
        refused(
                "No backup is old enough",
                () -> new RestoreCheck(workspace, steps).run(first.time().minusSeconds(1)));
        refused(
                "is in the future",
                () -> new RestoreCheck(workspace, steps).run(Instant.now().plusSeconds(60)));
    }

    @Test
    void aDamagedDumpIsNamed() throws Exception {
        Backup backup = new Backup(backups.take(writer));
        Path dump = backup.file(Backup.DUMP);
        String sql = Files.readString(dump);
        Files.writeString(dump, sql.replaceFirst("2022-11-06 03:1", "2022-11-06 03:2"));
        refused("dump.sql has changed since it was written", this::check);
        reseal(backup, Backup.DUMP);
        List<String> faults = new RestoreCheck(workspace, steps).run(null);
        assertTrue(faults.get(0).matches("timestamps: row \\d+ differs: .* in the source, .* restored"), "" + faults);
        Files.writeString(dump, sql.substring(0, sql.length() / 2));
        refused("dump.sql has", this::check);
        reseal(backup, Backup.DUMP);
        refused("dump.sql is not complete", this::check);
    }

    @Test
    void aDamagedBinaryLogIsNamed() throws Exception {
        Backup backup = new Backup(backups.take(writer));
        insert("2023-01-01 00:00:01");
        check();
        insert("2023-01-01 00:00:02");
        check();
        Backup complete = new Backup(backup.file(""));
        assertEquals(2, complete.logs().size());
        String log = complete.logs().get(1);
        Path file = complete.file(log);
        byte[] bytes = Files.readAllBytes(file);
        byte[] damaged = bytes.clone();
        damaged[new String(bytes, StandardCharsets.ISO_8859_1).indexOf("2023-01-01 00:00:02") + 3]++;
        Files.write(file, damaged);
        refused(log + " has changed since it was written", this::check);
        reseal(complete, log);
        refused("could not be replayed, in " + log, this::check);
        Files.write(file, bytes);
        reseal(complete, log);
        check();
        Files.delete(file);
        refused(log + " is missing", this::check);
    }

    @Test
    void aDatabaseIsBroughtBackInPlace(Site site) throws Exception {
        assertEquals(200, site.get("/read").statusCode());
        backups.take(writer);
        Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(3);
        while (Instant.now().isBefore(moment)) {
            Pause.millis(5);
        }
        stage.sql().execute("writer", "DELETE FROM " + TABLE + " WHERE id % 2 = 0");
        String token = site.post("/timestamps")
                .headers()
                .firstValue("Consistency-Token")
                .orElseThrow();
        String aside = new RestoreInPlace(workspace, steps).run(moment);
        for (String database : List.of("writer", "reader")) {
            assertEquals(ROWS, stage.sql().count(database, "SELECT COUNT(*) FROM " + TABLE));
            assertEquals(ROWS / 2 + 1, stage.sql().count(database, "SELECT COUNT(*) FROM " + aside + ".timestamps"));
        }
        stage.sql().execute("writer", "DROP DATABASE " + aside);
        // The list that the node has cached, and the token of a row that is gone
        String list = site.get("/read", "Consistency-Token", token).body();
        assertEquals(ROWS, list.split("\"20").length - 1);
        assertEquals(
                404,
                site.get("/timestamps/" + token, "Consistency-Token", token).statusCode());
        try (Load load = Load.steady(stage.url())) {
            await("writes are acknowledged again").atMost(ONE_MINUTE).until(() -> load.acknowledged() > 0);
        }
        check();
    }

    private void check() {
        assertEquals(List.of(), new RestoreCheck(workspace, steps).run(null));
    }

    private static void refused(String reason, Runnable work) {
        String message = assertThrows(CommandException.class, work::run).getMessage();
        assertTrue(message.contains(reason), message);
    }

    /** Makes the list fit the damaged file, as if the damage had happened while the backup was taken. */
    private static void reseal(Backup backup, String file) {
        backup.seal(file);
        backup.save();
    }

    private void insert(String time) throws SQLException, IOException {
        stage.sql().execute("writer", "INSERT INTO " + TABLE + " (saved_at) VALUES ('" + time + "')");
    }
}
