package threetier.datasource;

import java.time.LocalDateTime;

/**
 * The row by which freshness is measured.
 *
 * @param id 0 for an empty table
 * @param savedAt distinguishes the row from one with the same id before a TRUNCATE, which restarts the ids
 */
public record NewestRow(long id, LocalDateTime savedAt) {

    /** Stands for an empty table; every database counts as having it. */
    public static final NewestRow NONE = new NewestRow(0, null);
}
