package threetier.command.database;

import java.nio.file.Path;

/**
 * The tables of an application.
 *
 * @param database per application, on both servers, so that migrations of different applications stay separate
 * @param migrations folder of its Flyway migrations; null for those in the schema jar
 */
public record ApplicationSchema(String database, Path migrations) {

    /** The schema of this project. */
    public static final ApplicationSchema THREE_TIER = new ApplicationSchema("threetier", null);
}
