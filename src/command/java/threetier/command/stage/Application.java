package threetier.command.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import threetier.command.database.Schema;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/**
 * What the app tier runs: any WAR that looks up {@code jdbc/writer} and {@code jdbc/reader}.
 *
 * @param war the file
 * @param schema its tables
 */
public record Application(Path war, Schema schema) {

    private static final int LONGEST_DATABASE_NAME = 64;

    /** The application of this project. */
    static Application threeTier(Workspace workspace) {
        return new Application(workspace.target("three-tier.war"), Schema.THREE_TIER);
    }

    /**
     * Somebody else's; its database has the name of the file.
     *
     * @throws CommandException when one of the two is missing
     */
    public static Application of(Path war, Path migrations) {
        if (!Files.isRegularFile(war)) {
            throw new CommandException("There is no WAR " + war + ".");
        }
        if (!Files.isDirectory(migrations)) {
            throw new CommandException("There is no folder of migrations " + migrations + ".");
        }
        String name = "own_"
                + war.getFileName()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("\\.war$", "")
                        .replaceAll("[^a-z0-9]+", "_");
        return new Application(
                war, new Schema(name.substring(0, Math.min(name.length(), LONGEST_DATABASE_NAME)), migrations));
    }
}
