package threetier.datasource;

import jakarta.persistence.EntityManager;

/**
 * Measures how fresh a database is, by means of one table. Every write adds a row with a higher id to this table. The
 * application provides one bean of this type. The package {@code datasource} therefore knows no entity.
 */
public interface Freshness {

    /** The newest row of the table in this database; {@link NewestRow#NONE} when the table is empty. */
    NewestRow newest(EntityManager database);

    /**
     * Whether this database has received the row with this id. The result is also true when the row was deleted
     * together with all older rows.
     */
    boolean reached(EntityManager database, long id);

    /** Whether this database has a row with the id and the time of {@code row}. */
    boolean has(EntityManager database, NewestRow row);
}
