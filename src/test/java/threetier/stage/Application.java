package threetier.stage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What the app tier runs: any WAR that looks up {@code jdbc/writer} and {@code jdbc/reader}.
 *
 * @param database its own on the two servers, so that the migrations of one application never meet those of another
 * @param migrations folder of its migrations, named as Flyway wants them; null for those in the schema jar
 */
public record Application(Path war, String database, Path migrations) {

    private static final int LONGEST_DATABASE_NAME = 64;

    /** The application of this project. */
    static Application threeTier(Workspace workspace) {
        return new Application(workspace.target("three-tier.war"), DataTier.DATABASE, null);
    }

    /**
     * Somebody else's; its database has the name of the file.
     *
     * @throws StageException when one of the two is missing
     */
    static Application of(Path war, Path migrations) {
        if (!Files.isRegularFile(war)) {
            throw new StageException("There is no WAR " + war + ".");
        }
        if (!Files.isDirectory(migrations)) {
            throw new StageException("There is no folder of migrations " + migrations + ".");
        }
        String name = "own_" + war.getFileName().toString().toLowerCase(Locale.ROOT).replaceFirst("\\.war$", "").replaceAll("[^a-z0-9]+", "_");
        return new Application(war, name.substring(0, Math.min(name.length(), LONGEST_DATABASE_NAME)), migrations);
    }
}
