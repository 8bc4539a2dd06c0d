package threetier.command.database;

import java.nio.file.Path;
import threetier.command.process.Program;

/** The image of MySQL's containers. */
public final class MySqlImage {

    private MySqlImage() {}

    /**
     * Makes sure that there is a container engine with the image, and says on the terminal what that takes.
     *
     * @param without what cannot be had without it, in words
     * @return its name
     * @throws threetier.command.error.CommandException when there cannot be one here; the script has said why
     */
    public static String prepare(Path project, String without) {
        return new Program(project.resolve("src/command/mysql/mysql-image").toString())
                .outputBesideTerminal("MySQL needs a container engine and an image, see above: " + without);
    }
}
