package threetier.timestamps;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import threetier.consistency.Kind;
import threetier.datasource.Answer;
import threetier.datasource.Databases;
import threetier.datasource.ReadMeters;
import threetier.timestamps.entry.Formats;

/**
 * Counts entries per minute or hour. The query uses only the index on {@code saved_at}. The cost of a count grows with
 * the number of entries in the span. Therefore all equal requests within a second share one answer, and a span with too
 * many entries is refused.
 */
@ApplicationScoped
public class TimestampCounts {

    /**
     * The maximum number of entries in a span. Counting this many entries takes far less time than the time-out of a
     * database (READER_TIMEOUT).
     */
    static final int MOST_ENTRIES = 1_000_000;

    private static final String SPAN = " FROM timestamps WHERE saved_at >= ?1 AND saved_at < ?2";

    private final Shared<Span, Answer<Optional<List<Long>>>> shared = new Shared<>();

    @Inject
    private Databases databases;

    @Inject
    private ReadMeters reads;

    @PostConstruct
    void measure() {
        reads.fromCache(shared::hits);
    }

    /**
     * The number of entries in each bucket of the span, earliest bucket first; empty when the span has more than
     * {@link #MOST_ENTRIES} entries.
     */
    public Answer<Optional<List<Long>>> in(Span span) {
        return shared.get(
                span,
                () -> databases.read(
                        Kind.TIMESTAMP.none(),
                        reader -> tooMany(reader, span) ? Optional.empty() : Optional.of(count(reader, span))));
    }

    private static boolean tooMany(EntityManager reader, Span span) {
        return !query(reader, "SELECT 1" + SPAN + " LIMIT 1 OFFSET " + MOST_ENTRIES, span)
                .getResultList()
                .isEmpty();
    }

    private static List<Long> count(EntityManager reader, Span span) {
        long[] counts = new long[Math.toIntExact(span.buckets())];
        String unit = span.per() == ChronoUnit.HOURS ? "HOUR" : "MINUTE";
        for (Object row : query(
                        reader,
                        "SELECT TIMESTAMPDIFF(" + unit + ", ?1, saved_at) AS bucket, COUNT(*)" + SPAN
                                + " GROUP BY bucket",
                        span)
                .getResultList()) {
            Object[] columns = (Object[]) row;
            counts[((Number) columns[0]).intValue()] = ((Number) columns[1]).longValue();
        }
        return LongStream.of(counts).boxed().toList();
    }

    /**
     * Creates a query between the bounds of the span. The bounds are passed as text, so that no time zone setting can
     * shift them.
     */
    private static Query query(EntityManager reader, String sql, Span span) {
        return reader.createNativeQuery(sql)
                .setParameter(1, Formats.SECONDS.format(span.from().atOffset(ZoneOffset.UTC)))
                .setParameter(2, Formats.SECONDS.format(span.to().atOffset(ZoneOffset.UTC)));
    }
}
