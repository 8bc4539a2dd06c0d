package threetier.datasource;

import jakarta.persistence.EntityManager;

/**
 * The table by which freshness is measured: every write adds a row to it, with ascending ids. The application provides
 * one bean of this type, so this package knows no entity.
 */
public interface Freshness {

    /** The newest row of a database; {@link NewestRow#NONE} when it has none. */
    NewestRow newest(EntityManager database);

    /** Whether this database has the row with this id, or has lost it only because older rows were deleted past it. */
    boolean reached(EntityManager database, long id);

    /** Whether this database has exactly this row. */
    boolean has(EntityManager database, NewestRow row);
}
