package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The folders of one stage. Stages with different homes share nothing.
 *
 * @param project the clone, with configuration and build artefacts
 * @param home the folder of this stage only, with data, logs and records of running nodes
 */
public record Workspace(Path project, Path home) {

    /** The workspace of the stage that {@code ./three-tier up} starts. */
    public static Workspace ofProject() {
        return new Workspace(projectFolder(), projectFolder().resolve(".stage"));
    }

    /** The workspace of another stage, under {@code target/}, without the data of an earlier run. */
    public static Workspace fresh(String name) {
        Workspace workspace = beside(name);
        delete(workspace.home());
        return workspace;
    }

    /** The workspace of another stage, under {@code target/}, with the files that an earlier run left. */
    public static Workspace beside(String name) {
        return new Workspace(
                projectFolder(), projectFolder().resolve("target/stage").resolve(name));
    }

    /** A path that the user typed. It is relative to the folder in which the command was called. */
    public static Path typed(String path) {
        return Path.of(System.getProperty("threetier.caller", ""))
                .resolve(path)
                .toAbsolutePath()
                .normalize();
    }

    /** A file or folder of the build. */
    public Path target(String name) {
        return project.resolve("target").resolve(name);
    }

    /** The data folder of a database. Its content is kept between runs. */
    public Path data(String node) {
        return home.resolve("data").resolve(node);
    }

    /** An empty folder, for an application without migrations. */
    public Path noMigrations() {
        return folder(home.resolve("no-migrations"));
    }

    /** The working folder of a node. */
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

    /** Deletes a folder and its content. Does nothing if the folder does not exist. */
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
