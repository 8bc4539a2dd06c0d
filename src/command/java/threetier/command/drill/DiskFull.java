package threetier.command.drill;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import threetier.command.error.CommandException;
import threetier.command.load.Exchange;
import threetier.command.process.Account;
import threetier.command.process.Program;
import threetier.command.stage.Stage;

/**
 * The disk of the writer is full for a while. Before the load, the data of the writer moves to a small tmpfs. Only root
 * can mount a tmpfs.
 */
final class DiskFull implements Scenario {

    private static final String SIZE = "512m";

    private final Path disk = Path.of("/run/three-tier/drill-disk");

    @Override
    public String name() {
        return "disk-full";
    }

    @Override
    public String breaks() {
        return "the writer's disk is full, then has space again (needs root)";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public void prepare(Stage stage) throws IOException {
        if (!Account.isRoot()) {
            throw new CommandException("this drill mounts a small disk, which only root may do.");
        }
        stage.node("writer").stop(Duration.ofSeconds(60));
        Files.createDirectories(disk);
        // A mount can be left from a killed drill
        new Program("umount", "--lazy", disk.toString()).succeeds();
        new Program("mount", "-t", "tmpfs", "-o", "size=" + SIZE + ",mode=700", "tmpfs", disk.toString()).output();
        Path data = stage.data().folder("writer");
        Path moved = disk.resolve("writer");
        new Program("cp", "-a", data.toString(), moved.toString()).output();
        new Program("rm", "-r", data.toString()).output();
        Files.createSymbolicLink(data, moved);
        stage.startDatabase("writer");
    }

    @Override
    public Set<String> alerts() {
        return Set.of("WriterAway", "WritesFail");
    }

    @Override
    public void run(Scene scene) throws IOException {
        Path filler = disk.resolve("filler");
        fill(filler);
        scene.fault("writer's disk full");
        scene.steady(10);
        scene.awaitAlerts();
        Files.delete(filler);
        scene.note("space again");
        // MariaDB logs that it retries after a minute, but it still waits after two minutes. So the drill restarts it
        scene.stage().node("writer").stop(Duration.ofSeconds(60));
        scene.stage().startDatabase("writer");
        scene.turn("writer started again");
        scene.steady(12);
    }

    @Override
    public void cleanUp(Stage stage) {
        stage.node("writer").stop(Duration.ofSeconds(60));
        // The unmount is lazy, because a process that has just ended can still hold the mount briefly
        new Program("umount", "--lazy", disk.toString()).succeeds();
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.withoutWriter(exchanges, verdict);
    }

    private static void fill(Path filler) {
        byte[] block = new byte[4_096];
        try (OutputStream out = Files.newOutputStream(filler)) {
            while (true) {
                out.write(block);
            }
        } catch (IOException full) {
            // The disk is full, as intended
        }
    }
}
