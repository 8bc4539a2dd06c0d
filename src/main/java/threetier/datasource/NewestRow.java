package threetier.datasource;

import java.time.LocalDateTime;

/**
 * The newest row of a table that a {@link Freshness} uses.
 *
 * @param id the row's id; 0 for an empty table
 * @param time the row's time. A TRUNCATE restarts the ids; the time distinguishes the row from an earlier row with the
 *     same id
 */
public record NewestRow(long id, LocalDateTime time) {

    /** Stands for the newest row of an empty table. Every database counts as having this row. */
    public static final NewestRow NONE = new NewestRow(0, null);
}
