package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.List;
import java.util.Optional;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Databases;

/**
 * Lists saved date-times, for a client that has written what its token says. Every query walks the primary key, so its cost depends on what it returns, not on the table.
 */
@ApplicationScoped
public class TimestampReader {

    @Inject
    private Databases databases;

    /** The newest entries with an id below {@code before}, newest first, at most {@code limit}. */
    public Answer<Page> page(Token token, long before, int limit) {
        return databases.read(token, reader -> rows(reader,
                "select t from Timestamp t where t.id < :bound order by t.id desc", before, limit + 1))
                .map(rows -> Page.of(rows, limit));
    }

    /** The entries after the given id in the order saved, at most {@code limit}. */
    public Answer<List<Timestamp>> after(Token token, long id, int limit) {
        return databases.read(token, reader -> rows(reader,
                "select t from Timestamp t where t.id > :bound order by t.id", id, limit));
    }

    /** How many entries there are and the newest of them; reads the whole index. */
    public Answer<Extent> extent(Token token) {
        return databases.read(token, reader -> {
            Object[] row = (Object[]) reader.createQuery("select count(t.id), max(t.id) from Timestamp t").getSingleResult();
            return new Extent((Long) row[0], row[1] == null ? 0 : (Long) row[1]);
        });
    }

    /** The entry with this id, if there is one. */
    public Answer<Optional<Timestamp>> find(Token token, long id) {
        // Not EntityManager.find: when the database is away it throws an exception of the provider's own
        return databases.read(token,
                reader -> rows(reader, "select t from Timestamp t where t.id = :bound", id, 1).stream().findFirst());
    }

    /** Read-only entities are not tracked for changes, which makes lists several times faster. */
    private static List<Timestamp> rows(EntityManager reader, String query, long bound, int limit) {
        TypedQuery<Timestamp> typed = reader.createQuery(query, Timestamp.class);
        return typed.setParameter("bound", bound)
                .setMaxResults(limit)
                .setHint("eclipselink.read-only", true)
                .getResultList();
    }
}
