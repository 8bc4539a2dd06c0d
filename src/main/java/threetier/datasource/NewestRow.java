package threetier.datasource;

import jakarta.persistence.EntityManager;
import java.time.LocalDateTime;
import java.util.List;

/**
 * What freshness is measured by: the newest row of the table that every write adds to, with ascending ids.
 *
 * @param id 0 for an empty table
 * @param savedAt tells it from a row of the same id in the table before a TRUNCATE, after which ids begin anew
 */
record NewestRow(long id, LocalDateTime savedAt) {

    static NewestRow of(EntityManager database) {
        List<Object[]> newest = database.createQuery(
                        "select t.id, t.savedAt from Timestamp t where t.id = (select max(n.id) from Timestamp n)",
                        Object[].class)
                .getResultList();
        return newest.isEmpty()
                ? new NewestRow(0, null)
                : new NewestRow((Long) newest.get(0)[0], (LocalDateTime) newest.get(0)[1]);
    }

    /** Whether this database has that row, or would have it if older rows had not been deleted past it. */
    static boolean reached(EntityManager database, long id) {
        long next = or0(database.createQuery("select min(t.id) from Timestamp t where t.id >= :id", Long.class)
                .setParameter("id", id)
                .getSingleResult());
        return next == id
                || next > id
                        && or0(database.createQuery("select min(t.id) from Timestamp t", Long.class)
                                        .getSingleResult())
                                > id;
    }

    /** Whether another database has this very row; every one has the newest row of an empty table. */
    boolean isIn(EntityManager database) {
        return id == 0
                || database.createQuery(
                                        "select count(t) from Timestamp t where t.id = :id and t.savedAt = :savedAt",
                                        Long.class)
                                .setParameter("id", id)
                                .setParameter("savedAt", savedAt)
                                .getSingleResult()
                        > 0;
    }

    private static long or0(Long id) {
        return id == null ? 0 : id;
    }
}
