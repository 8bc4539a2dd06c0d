package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threetier.consistency.Token;
import threetier.datasource.Answer;
import threetier.datasource.Databases;
import threetier.datasource.Trips;

/**
 * Lists saved date-times, for a client that has written what its token says. Every query walks the primary key, so its cost depends on
 * what it returns, not on the table.
 */
@ApplicationScoped
public class TimestampReader {

    @Inject
    private Databases databases;

    /** A question for the newest entries. */
    private record Front(Token token, int limit) {
    }

    private final KeptListing kept = new KeptListing();
    private final Trips<Token, Optional<Answer<Listing>>> lists = new Trips<>(this::all);
    private final Trips<Front, Answer<Page>> fronts = new Trips<>(this::newest);

    /** All entries in the order saved; empty when they are too many to be held. */
    public Optional<Answer<Listing>> all(Token token) {
        long start = System.nanoTime();
        return kept.isTooLong() ? Optional.empty() : lists.join(token).map(answer -> answer.since(start));
    }

    /** One answer for all. */
    private List<Optional<Answer<Listing>>> all(List<Token> tokens) {
        Answer<Optional<Listing>> answer = databases.read(newestOf(tokens.stream()),
                reader -> kept.of((first, last, gaps) -> differences(reader, first, last, gaps)));
        return Collections.nCopies(tokens.size(), answer.value().map(listing -> answer.map(found -> listing)));
    }

    /** The newest entries with an id below {@code before}, newest first, at most {@code limit}. */
    public Answer<Page> page(Token token, long before, int limit) {
        if (before < Long.MAX_VALUE) {
            // Who leafs back is alone there
            return below(before, token, limit).map(rows -> Page.of(rows, limit));
        }
        long start = System.nanoTime();
        return fronts.join(new Front(token, limit)).since(start);
    }

    /** One query for all, of as many rows as the longest page has. */
    private List<Answer<Page>> newest(List<Front> asked) {
        int longest = asked.stream().mapToInt(Front::limit).max().orElseThrow();
        Answer<List<Timestamp>> rows = below(Long.MAX_VALUE, newestOf(asked.stream().map(Front::token)), longest);
        Map<Integer, Answer<Page>> pages = new HashMap<>();
        return asked.stream().map(one -> pages.computeIfAbsent(one.limit(), limit -> rows.map(all -> Page.of(all, limit)))).toList();
    }

    /** Who has what the newest token says has what the others say. One that is forged says nothing. */
    private Token newestOf(Stream<Token> tokens) {
        return tokens.map(databases::believed).max(Comparator.comparingLong(Token::id)).orElseThrow();
    }

    /** One more than {@code limit} where there are more. */
    private Answer<List<Timestamp>> below(long before, Token token, int limit) {
        return databases.read(token, reader -> rows(reader, "select t from Timestamp t where t.id < :bound order by t.id desc", before, limit + 1));
    }

    /** The entries after the given id in the order saved, at most {@code limit}. */
    public Answer<List<Timestamp>> after(Token token, long id, int limit) {
        return databases.read(token, reader -> rows(reader,
                "select t from Timestamp t where t.id > :bound order by t.id", id, limit));
    }

    /** How many entries there are and the newest of them; reads the whole index. */
    public Answer<Extent> extent(Token token) {
        Answer<Extent> extent = databases.read(token, reader -> {
            Object[] row = (Object[]) reader.createQuery("select count(t.id), max(t.id) from Timestamp t").getSingleResult();
            return new Extent((Long) row[0], row[1] == null ? 0 : (Long) row[1]);
        });
        kept.rows(extent.value().count());
        return extent;
    }

    /** The entry with this id, if there is one. */
    public Answer<Optional<Timestamp>> find(Token token, long id) {
        // Not EntityManager.find: when the database is away it throws an exception of the provider's own
        return databases.read(token,
                reader -> rows(reader, "select t from Timestamp t where t.id = :bound", id, 1).stream().findFirst());
    }

    private static List<Timestamp> differences(EntityManager reader, long first, long last, List<Gaps.Range> gaps) {
        String missing = IntStream.range(0, gaps.size()).mapToObj(i -> " or t.id between :from" + i + " and :to" + i).collect(Collectors.joining());
        TypedQuery<Timestamp> query = reader.createQuery(
                "select t from Timestamp t where t.id <= :first or t.id >= :last" + missing + " order by t.id", Timestamp.class)
                .setParameter("first", first).setParameter("last", last);
        for (int i = 0; i < gaps.size(); i++) {
            query.setParameter("from" + i, gaps.get(i).from()).setParameter("to" + i, gaps.get(i).to());
        }
        return limited(query, SavedList.BATCH);
    }

    private static List<Timestamp> rows(EntityManager reader, String query, long bound, int limit) {
        return limited(reader.createQuery(query, Timestamp.class).setParameter("bound", bound), limit);
    }

    /** Read-only entities are not tracked for changes, which makes lists several times faster. */
    private static List<Timestamp> limited(TypedQuery<Timestamp> query, int limit) {
        return query.setMaxResults(limit).setHint("eclipselink.read-only", true).getResultList();
    }
}
