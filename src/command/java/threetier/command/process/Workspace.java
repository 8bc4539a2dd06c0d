package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folders of one stage. Two stages with different homes do not meet.
 *
 * @param project the clone: configuration and built artefacts
 * @param home this stage's own folder, with data, logs and what runs
 */
public record Workspace(Path project, Path home) {

    /** The stage of {@code ./three-tier up}. */
    public static Workspace ofProject() {
        return new Workspace(projectFolder(), projectFolder().resolve(".stage"));
    }

    /** A stage beside it, under {@code target/}, without data of an earlier run. */
    public static Workspace fresh(String name) {
        Workspace workspace = beside(name);
        delete(workspace.home());
        return workspace;
    }

    /** The same as an earlier run left it. */
    public static Workspace beside(String name) {
        return new Workspace(
                projectFolder(), projectFolder().resolve("target/stage").resolve(name));
    }

    /** A file or folder that the build has made. */
    public Path target(String name) {
        return project.resolve("target").resolve(name);
    }

    /** Data of a database; kept between runs. */
    public Path data(String node) {
        return home.resolve("data").resolve(node);
    }

    /** What a node needs while it runs. */
    public Path work(String node) {
        return folder(home.resolve("work").resolve(node));
    }

    public Path log(String node) {
        return folder(home.resolve("log")).resolve(node + ".log");
    }

    public Path nodes() {
        return folder(home.resolve("run"));
    }

    public static Path folder(Path folder) {
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** With all that is in it; nothing happens when it does not exist. */
    public static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> paths = Files.walk(folder)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    public static Path projectFolder() {
        return Path.of(System.getProperty("threetier.project", "")).toAbsolutePath();
    }
}
