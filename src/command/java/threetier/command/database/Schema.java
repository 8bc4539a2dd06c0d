package threetier.command.database;

import java.nio.file.Path;

/**
 * The tables of an application.
 *
 * @param database its own on both servers, so that the migrations of one application never meet those of another
 * @param migrations folder of its migrations, named as Flyway wants them; null for those in the schema jar
 */
public record Schema(String database, Path migrations) {

    /** That of this project. */
    public static final Schema THREE_TIER = new Schema("threetier", null);
}
