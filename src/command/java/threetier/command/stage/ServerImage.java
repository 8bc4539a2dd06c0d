package threetier.command.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** The unpacked Payara Micro that all app nodes of a clone share. */
final class ServerImage {

    private ServerImage() {}

    /**
     * Unpacks the server if it is not unpacked yet, or if one of its two jars is newer.
     *
     * @param progress receives a warning if nodes will start more slowly
     * @throws CommandException if the server cannot be unpacked
     */
    static synchronized Path of(Workspace workspace, Consumer<String> progress) {
        Path image = workspace.target("payara");
        Path micro = workspace.target("payara-micro.jar");
        Path pool = workspace.target("three-tier-pool.jar");
        if (Files.exists(image)
                && modified(image).compareTo(modified(micro)) > 0
                && modified(image).compareTo(modified(pool)) > 0) {
            return image;
        }
        Path log = workspace.log("image");
        new Program(
                        workspace.project().resolve("payara/image").toString(),
                        micro.toString(),
                        pool.toString(),
                        image.toString())
                .run(log, "Payara Micro could not be unpacked.");
        shareClasses(workspace, image, progress);
        return image;
    }

    /** Makes the archive of shared classes. The archive is optional: a node without it only starts more slowly. */
    private static void shareClasses(Workspace workspace, Path image, Consumer<String> progress) {
        Path log = workspace.log("share-classes");
        int status = new Program(
                        workspace.project().resolve("payara/share-classes").toString(),
                        image.toString(),
                        workspace.target("three-tier.war").toString())
                .with("APP_PORT", Ports.free())
                .status(log);
        if (status != 0) {
            progress.accept("app nodes will start slower, because payara/share-classes failed: " + log);
        }
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
