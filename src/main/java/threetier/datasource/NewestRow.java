package threetier.datasource;

import jakarta.persistence.EntityManager;

/** What freshness is measured by: the ascending ids of the table that every write adds to. */
final class NewestRow {

    private NewestRow() {
    }

    /** 0 for an empty table. */
    static long id(EntityManager database) {
        return or0(database.createQuery("select max(t.id) from Timestamp t", Long.class).getSingleResult());
    }

    /** Whether this database has that row, or would have it if older rows had not been deleted past it. */
    static boolean reached(EntityManager database, long id) {
        long next = or0(database.createQuery("select min(t.id) from Timestamp t where t.id >= :id", Long.class)
                .setParameter("id", id).getSingleResult());
        return next == id || next > id && or0(database.createQuery("select min(t.id) from Timestamp t", Long.class).getSingleResult()) > id;
    }

    private static long or0(Long id) {
        return id == null ? 0 : id;
    }
}
