package threetier.datasource;

import jakarta.persistence.EntityManager;

/**
 * The table by which freshness is measured: one that every write adds to, with ascending ids. The application has one
 * bean of this type; this package knows no entity.
 */
public interface Freshness {

    /** The newest row of a database; {@link NewestRow#NONE} when it has none. */
    NewestRow newest(EntityManager database);

    /** Whether this database has the row of that id, or would have it if older rows had not been deleted past it. */
    boolean reached(EntityManager database, long id);

    /** Whether this database has this very row. */
    boolean has(EntityManager database, NewestRow row);
}
