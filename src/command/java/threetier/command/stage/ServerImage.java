package threetier.command.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/** The unpacked server that all app nodes of a clone share. */
final class ServerImage {

    private ServerImage() {}

    /** Made again when one of its two jars is newer. */
    static synchronized Path of(Workspace workspace) {
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
        new Program(
                        workspace.project().resolve("payara/share-classes").toString(),
                        image.toString(),
                        workspace.target("three-tier.war").toString())
                .with("APP_PORT", Ports.free())
                .run(log, "Payara Micro could not be run once.");
        return image;
    }

    private static FileTime modified(Path path) {
        try {
            return Files.getLastModifiedTime(path);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
