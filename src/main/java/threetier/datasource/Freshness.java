package threetier.datasource;

import jakarta.persistence.EntityManager;
import java.time.LocalDateTime;
import java.util.List;
import threetier.consistency.Kind;

/**
 * Measures how fresh a database is, by means of one table. Every write of one kind adds a row with a higher id to this
 * table. The application provides one bean of this type for each kind. The package {@code datasource} therefore knows
 * no entity.
 */
public abstract class Freshness {

    private final Kind kind;
    private final String newest;
    private final String next;
    private final String oldest;
    private final String same;

    /**
     * @param entity the name of the entity, whose key is {@code id}
     * @param time the attribute with the time of the row
     */
    protected Freshness(Kind kind, String entity, String time) {
        this.kind = kind;
        newest = "select t.id, t." + time + " from " + entity + " t where t.id = (select max(n.id) from " + entity
                + " n)";
        next = "select min(t.id) from " + entity + " t where t.id >= :id";
        oldest = "select min(t.id) from " + entity + " t";
        same = "select count(t) from " + entity + " t where t.id = :id and t." + time + " = :time";
    }

    /** The kind of the writes that add a row to the table. */
    public Kind kind() {
        return kind;
    }

    /** The newest row of the table in this database; {@link NewestRow#NONE} when the table is empty. */
    public NewestRow newest(EntityManager database) {
        List<Object[]> rows = database.createQuery(newest, Object[].class).getResultList();
        return rows.isEmpty() ? NewestRow.NONE : new NewestRow((Long) rows.get(0)[0], (LocalDateTime) rows.get(0)[1]);
    }

    /**
     * Whether this database has received the row with this id. The result is also true when the row was deleted
     * together with all older rows.
     */
    public boolean reached(EntityManager database, long id) {
        long found = or0(
                database.createQuery(next, Long.class).setParameter("id", id).getSingleResult());
        return found == id
                || found > id && or0(database.createQuery(oldest, Long.class).getSingleResult()) > id;
    }

    /** Whether this database has a row with the id and the time of {@code row}. */
    public boolean has(EntityManager database, NewestRow row) {
        return row.equals(NewestRow.NONE)
                || database.createQuery(same, Long.class)
                                .setParameter("id", row.id())
                                .setParameter("time", row.time())
                                .getSingleResult()
                        > 0;
    }

    private static long or0(Long id) {
        return id == null ? 0 : id;
    }
}
