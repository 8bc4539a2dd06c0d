package threetier.command.drill;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.database.ServerPrograms;
import threetier.command.load.AllowedLoss;
import threetier.command.load.Exchange;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.restore.Backups;
import threetier.command.restore.RestoreInPlace;
import threetier.command.stage.Stage;

/**
 * A bad migration deletes rows. The commands {@code backup} and {@code restore} bring back the second before. Writes
 * that were acknowledged from then on until the restore began are allowed to be gone, and no other.
 */
final class Restored implements Scenario {

    /** The newest rows are spared, because their clients are about to read them back. */
    private static final int SPARED = 100;
    /** The steps that the picture shows. */
    private static final Pattern SHOWN = Pattern.compile("(read-only mode (on|off)|tables exchanged)");

    private static final Duration TO_NOTICE = Duration.ofSeconds(3);

    private AllowedLoss loss = AllowedLoss.NONE;

    @Override
    public String name() {
        return "restored";
    }

    @Override
    public String breaks() {
        return "a bad migration deletes every second row; a restore brings back the second before";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public Workload workload() {
        return new SavedTimes(() -> loss);
    }

    /** The site cannot know that rows are missing, and an operator has chosen read-only mode. */
    @Override
    public Set<String> alerts() {
        return Set.of();
    }

    /** A write that is refused while the mode begins or ends can count as an error. */
    @Override
    public Set<String> possibleAlerts() {
        return Set.of("ReadsSlow", "WritesSlow", "WritesFail");
    }

    @Override
    public void run(Scene scene) throws SQLException {
        Stage stage = scene.stage();
        Workspace workspace = stage.workspace();
        Steps steps = new Steps(line -> report(scene, line));
        new Backups(workspace, steps).take(ServerPrograms.ofWriter(workspace));
        scene.note("backup taken");
        scene.steady(5);
        Instant moment = Instant.now().truncatedTo(ChronoUnit.SECONDS).plusSeconds(1);
        long from = System.nanoTime() + Duration.between(Instant.now(), moment).toNanos();
        scene.await("", TO_NOTICE, () -> Instant.now().isAfter(moment));
        long newest = stage.sql().count("writer", "SELECT MAX(id) FROM threetier.timestamps");
        scene.fault("every second row deleted");
        stage.sql()
                .execute("writer", "DELETE FROM threetier.timestamps WHERE id % 2 = 0 AND id < " + (newest - SPARED));
        scene.steady((int) TO_NOTICE.toSeconds());
        scene.note("restore until " + moment);
        new RestoreInPlace(workspace, steps).run(moment);
        loss = new AllowedLoss(from, loss.to());
        scene.turn("restored");
        scene.steady(10);
    }

    private void report(Scene scene, String line) {
        Matcher shown = SHOWN.matcher(line);
        scene.detail(line.strip());
        if (shown.find()) {
            scene.note(shown.group(1));
        }
        if (line.contains("tables exchanged")) {
            loss = new AllowedLoss(0, System.nanoTime());
        }
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        List<String> broken = new ArrayList<>(Promises.readsGoOn(exchanges));
        if (verdict.truth().gone().isEmpty()) {
            broken.add("no acknowledged write is gone, so the drill proved nothing");
        }
        return broken;
    }
}
