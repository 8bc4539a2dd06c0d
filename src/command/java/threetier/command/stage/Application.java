package threetier.command.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import threetier.command.database.ApplicationSchema;
import threetier.command.error.CommandException;
import threetier.command.process.Workspace;

/**
 * The application of the app tier: any WAR that looks up {@code jdbc/writer} and {@code jdbc/reader}.
 *
 * @param war the WAR file
 * @param schema the database of the application and its migrations
 */
public record Application(Path war, ApplicationSchema schema) {

    private static final int LONGEST_DATABASE_NAME = 64;

    /** The application of this project. */
    static Application threeTier(Workspace workspace) {
        return new Application(workspace.target("three-tier.war"), ApplicationSchema.THREE_TIER);
    }

    /** An application without tables. */
    public static Application withoutTables(Path war) {
        return of(war, Workspace.ofProject().noMigrations());
    }

    /**
     * An application other than that of this project. Its database is named after the WAR file.
     *
     * @throws CommandException if the WAR or the folder is missing
     */
    public static Application of(Path war, Path migrations) {
        if (!Files.isRegularFile(war)) {
            throw new CommandException("There is no WAR " + war + ".");
        }
        if (!Files.isDirectory(migrations)) {
            throw new CommandException("There is no migrations folder " + migrations + ".");
        }
        String name = "own_"
                + war.getFileName()
                        .toString()
                        .toLowerCase(Locale.ROOT)
                        .replaceFirst("\\.war$", "")
                        .replaceAll("[^a-z0-9]+", "_");
        return new Application(
                war,
                new ApplicationSchema(name.substring(0, Math.min(name.length(), LONGEST_DATABASE_NAME)), migrations));
    }
}
