package threetier.command.database;

import java.nio.file.Path;

/**
 * The tables of an application.
 *
 * @param database the name of the database, the same on both servers. Each application has its own database, so that
 *     migrations of different applications stay separate
 * @param migrations the folder of its Flyway migrations; null for the migrations in the schema jar
 */
public record ApplicationSchema(String database, Path migrations) {

    /** The schema of this project. */
    public static final ApplicationSchema THREE_TIER = new ApplicationSchema("threetier", null);
}
