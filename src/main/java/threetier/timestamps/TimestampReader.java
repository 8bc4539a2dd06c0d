package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Coalescer;
import threetier.datasource.Databases;
import threetier.paging.Page;
import threetier.paging.PageRequest;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;
import threetier.timestamps.list.Fingerprint;
import threetier.timestamps.list.Gaps;
import threetier.timestamps.list.ListBody;
import threetier.timestamps.list.ListCache;
import threetier.timestamps.list.ListStream;

/**
 * Lists saved date-times. A client that sends its token always sees its own write. Every query follows the primary key,
 * so its cost depends on the number of rows it returns and not on the size of the table.
 */
@ApplicationScoped
public class TimestampReader {

    @Inject
    private Databases databases;

    /** A request for the newest entries. */
    private record Front(Token token, int limit) {}

    private final ListCache kept = new ListCache();
    private final Coalescer<Token, Supplier<Answer<Optional<ListBody>>>> lists = new Coalescer<>(this::all);
    private final Coalescer<Front, Supplier<Answer<Map<Integer, Page<Timestamp>>>>> fronts =
            new Coalescer<>(this::newest);

    /**
     * Returns all entries in the order in which they were saved; empty when there are too many entries to keep in
     * memory.
     */
    public Optional<Answer<ListBody>> all(Token token) {
        if (kept.isTooLong()) {
            return Optional.empty();
        }
        long start = System.nanoTime();
        Answer<Optional<ListBody>> answer = lists.ask(token).get().since(start);
        return answer.value().map(listing -> answer.map(found -> listing));
    }

    private List<Supplier<Answer<Optional<ListBody>>>> all(List<Token> tokens) {
        return databases.readTogether(tokens, reader -> kept.of(new Rows(reader)));
    }

    /** Returns a page of the entries, newest first. */
    public Answer<Page<Timestamp>> page(Token token, PageRequest wanted) {
        int limit = wanted.limit();
        if (!wanted.newest()) {
            // Several clients rarely request the same older page, so these requests are not coalesced
            return databases.read(token, reader -> page(below(reader, wanted.before(), limit), limit));
        }
        long start = System.nanoTime();
        return fronts.ask(new Front(token, limit)).get().since(start).map(pages -> pages.get(limit));
    }

    /**
     * Runs one query for all requests, with as many rows as the longest requested page needs. Returns a page for each
     * requested limit.
     */
    private List<Supplier<Answer<Map<Integer, Page<Timestamp>>>>> newest(List<Front> asked) {
        Set<Integer> limits = asked.stream().map(Front::limit).collect(Collectors.toSet());
        return databases.readTogether(asked.stream().map(Front::token).toList(), reader -> {
            List<Timestamp> rows = below(reader, Long.MAX_VALUE, Collections.max(limits));
            return limits.stream().collect(Collectors.toMap(limit -> limit, limit -> page(rows, limit)));
        });
    }

    private static Page<Timestamp> page(List<Timestamp> rows, int limit) {
        return Page.of(rows, limit, Formats::json, Fingerprint::of);
    }

    /** Returns up to {@code limit + 1} rows. The additional row shows that older entries follow. */
    private static List<Timestamp> below(EntityManager reader, long before, int limit) {
        return rows(reader, "select t from Timestamp t where t.id < :bound order by t.id desc", before, limit + 1);
    }

    /**
     * Returns all entries in the order in which they were saved, when there are too many to keep in memory. The entries
     * between the oldest and the newest ones are read while the response is sent.
     */
    public Answer<ListStream> tooLong(Token token) {
        Answer<List<Timestamp>> oldest = between(token, 0, Long.MAX_VALUE, ListStream.BATCH);
        Answer<ListStream> list =
                oldest.map(rows -> rows.size() < ListStream.BATCH ? new ListStream(rows) : longer(token, rows));
        kept.rows(list.value().count());
        return list;
    }

    /** Returns a list whose newest entries all come after {@code oldest}, so that no row appears twice. */
    private ListStream longer(Token token, List<Timestamp> oldest) {
        long last = oldest.get(oldest.size() - 1).id();
        List<Timestamp> newest = new ArrayList<>(databases
                .read(
                        token,
                        reader -> rows(
                                reader,
                                "select t from Timestamp t where t.id > :bound order by t.id desc",
                                last,
                                ListStream.BATCH))
                .value());
        Collections.reverse(newest);
        if (newest.isEmpty()) {
            return new ListStream(oldest);
        }
        // The rows in between must come from a database that has at least the newest rows read so far
        Token all = new Token(Kind.TIMESTAMP, newest.get(newest.size() - 1).id());
        long next = newest.get(0).id();
        long others = databases.read(all, reader -> count(reader, last, next)).value();
        return new ListStream(
                oldest,
                others,
                newest,
                after -> between(all, after, next, ListStream.BATCH).value());
    }

    /** Returns the entries between two ids in the order in which they were saved, at most {@code limit} entries. */
    private Answer<List<Timestamp>> between(Token token, long after, long before, int limit) {
        return databases.read(
                token,
                reader -> limited(
                        reader.createQuery(
                                        "select t from Timestamp t where t.id > :after and t.id < :before order by t.id",
                                        Timestamp.class)
                                .setParameter("after", after)
                                .setParameter("before", before),
                        limit));
    }

    /**
     * Counts the entries between two ids with several statements, because a single statement over a very long table
     * would exceed the time-out of the database.
     */
    private static long count(EntityManager reader, long after, long before) {
        long counted = 0;
        long from = after;
        while (before - from > TimestampCounts.MOST_ENTRIES) {
            List<Long> end = reader.createQuery(
                            "select t.id from Timestamp t where t.id > :after and t.id < :before order by t.id",
                            Long.class)
                    .setParameter("after", from)
                    .setParameter("before", before)
                    .setFirstResult(TimestampCounts.MOST_ENTRIES - 1)
                    .setMaxResults(1)
                    .getResultList();
            if (end.isEmpty()) {
                break;
            }
            counted += TimestampCounts.MOST_ENTRIES;
            from = end.get(0);
        }
        return counted
                + reader.createQuery(
                                "select count(t.id) from Timestamp t where t.id > :after and t.id < :before",
                                Long.class)
                        .setParameter("after", from)
                        .setParameter("before", before)
                        .getSingleResult();
    }

    /** The entry with this id, if there is one. */
    public Answer<Optional<Timestamp>> find(Token token, long id) {
        // EntityManager.find is not suitable: when the database is unavailable, it throws an exception of the JPA
        // provider
        return databases.read(
                token,
                reader -> rows(reader, "select t from Timestamp t where t.id = :bound", id, 1).stream()
                        .findFirst());
    }

    /** The table of entries in the database that {@code reader} queries. */
    private record Rows(EntityManager reader) implements ListCache.Table {

        @Override
        public List<Timestamp> differences(long first, long last, List<Gaps.Range> gaps) {
            String missing = IntStream.range(0, gaps.size())
                    .mapToObj(i -> " or t.id between :from" + i + " and :to" + i)
                    .collect(Collectors.joining());
            TypedQuery<Timestamp> query = reader.createQuery(
                            "select t from Timestamp t where t.id <= :first or t.id >= :last" + missing
                                    + " order by t.id",
                            Timestamp.class)
                    .setParameter("first", first)
                    .setParameter("last", last);
            for (int i = 0; i < gaps.size(); i++) {
                query.setParameter("from" + i, gaps.get(i).from())
                        .setParameter("to" + i, gaps.get(i).to());
            }
            return limited(query, ListStream.BATCH);
        }

        @Override
        public long count(Gaps.Range range) {
            return TimestampReader.count(reader, range.from() - 1, range.to() + 1);
        }
    }

    private static List<Timestamp> rows(EntityManager reader, String query, long bound, int limit) {
        return limited(reader.createQuery(query, Timestamp.class).setParameter("bound", bound), limit);
    }

    /**
     * Runs a query for read-only entities. JPA does not track changes of read-only entities, which makes lists several
     * times faster.
     */
    private static List<Timestamp> limited(TypedQuery<Timestamp> query, int limit) {
        return query.setMaxResults(limit).setHint("eclipselink.read-only", true).getResultList();
    }
}
