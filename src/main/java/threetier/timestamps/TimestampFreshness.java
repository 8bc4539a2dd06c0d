package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.EntityManager;
import java.time.LocalDateTime;
import java.util.List;
import threetier.datasource.Freshness;
import threetier.datasource.NewestRow;

/** Measures the freshness of a database by its saved date-times, because every write adds one. */
@ApplicationScoped
class TimestampFreshness implements Freshness {

    @Override
    public NewestRow newest(EntityManager database) {
        List<Object[]> newest = database.createQuery(
                        "select t.id, t.savedAt from Timestamp t where t.id = (select max(n.id) from Timestamp n)",
                        Object[].class)
                .getResultList();
        return newest.isEmpty()
                ? NewestRow.NONE
                : new NewestRow((Long) newest.get(0)[0], (LocalDateTime) newest.get(0)[1]);
    }

    @Override
    public boolean reached(EntityManager database, long id) {
        long next = or0(database.createQuery("select min(t.id) from Timestamp t where t.id >= :id", Long.class)
                .setParameter("id", id)
                .getSingleResult());
        return next == id || next > id && oldest(database) > id;
    }

    @Override
    public boolean has(EntityManager database, NewestRow row) {
        return row.equals(NewestRow.NONE)
                || database.createQuery(
                                        "select count(t) from Timestamp t where t.id = :id and t.savedAt = :savedAt",
                                        Long.class)
                                .setParameter("id", row.id())
                                .setParameter("savedAt", row.savedAt())
                                .getSingleResult()
                        > 0;
    }

    private static long oldest(EntityManager database) {
        return or0(database.createQuery("select min(t.id) from Timestamp t", Long.class)
                .getSingleResult());
    }

    private static long or0(Long id) {
        return id == null ? 0 : id;
    }
}
