package threetier.command.database;

import java.nio.file.Path;
import threetier.command.process.Program;

/** The container image of MySQL. */
public final class MySqlImage {

    private MySqlImage() {}

    /**
     * Prepares the container engine and the image, with progress on the terminal.
     *
     * @param without the end of the error message: what works without MySQL
     * @return the name of the image
     * @throws threetier.command.error.CommandException if the container engine or the image is not available; the
     *     script has printed the reason
     */
    public static String prepare(Path project, String without) {
        return new Program(project.resolve("src/command/mysql/mysql-image").toString())
                .outputBesideTerminal("MySQL needs a container engine and an image, see above: " + without);
    }
}
