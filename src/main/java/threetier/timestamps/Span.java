package threetier.timestamps;

import jakarta.ws.rs.BadRequestException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;

/**
 * A span of time divided into buckets of equal length.
 *
 * @param per the length of a bucket: a minute or an hour
 * @param from the beginning of the first bucket
 * @param to the end of the last bucket, exclusive
 */
record Span(ChronoUnit per, Instant from, Instant to) {

    static final int MOST_BUCKETS = 1_500;

    private static final int DEFAULT_BUCKETS = 60;
    private static final Map<String, ChronoUnit> UNITS = Map.of("minute", ChronoUnit.MINUTES, "hour", ChronoUnit.HOURS);
    /** The earliest and the latest time of a request. They delimit the range of the database type DATETIME. */
    private static final Instant EARLIEST = Instant.parse("1000-01-01T00:00:00Z");

    private static final Instant LATEST = Instant.parse("9999-12-31T00:00:00Z");

    /**
     * Returns the span of all buckets that overlap with the time from {@code from} to {@code to}. The span consists of
     * whole buckets, so a request a moment later usually gets the same span.
     *
     * @param per {@code minute} or {@code hour}; null for {@code minute}
     * @param from beginning as an ISO 8601 date-time in UTC; null for a span of 60 buckets
     * @param to end as an ISO 8601 date-time in UTC; null for {@code now}
     * @throws BadRequestException with a message that says what is allowed
     */
    static Span of(String per, String from, String to, Instant now) {
        ChronoUnit unit = UNITS.get(per == null ? "minute" : per);
        if (unit == null) {
            throw new BadRequestException("The parameter \"per\" must be minute or hour.");
        }
        Instant end = ceiling(to == null ? now : parse("to", to), unit);
        Span span = new Span(
                unit,
                from == null
                        ? end.minus(DEFAULT_BUCKETS, unit)
                        : parse("from", from).truncatedTo(unit),
                end);
        if (span.buckets() < 1 || span.buckets() > MOST_BUCKETS) {
            throw new BadRequestException(
                    "The span from \"from\" to \"to\" must be 1 to " + MOST_BUCKETS + " times as long as \"per\".");
        }
        return span;
    }

    long buckets() {
        return per.between(from, to);
    }

    private static Instant ceiling(Instant moment, ChronoUnit unit) {
        Instant floor = moment.truncatedTo(unit);
        return floor.equals(moment) ? floor : floor.plus(1, unit);
    }

    private static Instant parse(String name, String text) {
        try {
            Instant moment = Instant.parse(text);
            if (!moment.isBefore(EARLIEST) && moment.isBefore(LATEST)) {
                return moment;
            }
        } catch (DateTimeException notAMoment) {
            // The statement below rejects this text, like a date-time out of range
        }
        throw new BadRequestException(
                "The parameter \"" + name + "\" must be a date-time in UTC like 2022-11-06T03:01:47Z, from " + EARLIEST
                        + " to before " + LATEST + ".");
    }
}
