package threetier.datasource;

import java.time.LocalDateTime;

/**
 * What freshness is measured by.
 *
 * @param id 0 for an empty table
 * @param savedAt tells it from a row of the same id in the table before a TRUNCATE, after which ids begin anew
 */
public record NewestRow(long id, LocalDateTime savedAt) {

    /** Of an empty table; every database has it. */
    public static final NewestRow NONE = new NewestRow(0, null);
}
