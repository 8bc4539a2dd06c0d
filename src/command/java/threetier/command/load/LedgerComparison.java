package threetier.command.load;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The acknowledged writes compared with the stored entries.
 *
 * @param missing the number of acknowledged entries that are missing or differ from their acknowledgement
 * @param doubled the number of surplus acknowledgements of the same entry, plus the number of stored entries beyond the
 *     number of write requests
 * @param outOfOrder the number of entries that were requested after the acknowledgement of another entry, but are
 *     stored before that entry
 * @param listed whether the full list, {@code /read}, equals the stored entries in order
 * @param gone the acknowledged writes that are gone as an operator has asked for; all others are compared
 */
public record LedgerComparison(long missing, long doubled, long outOfOrder, boolean listed, List<Exchange> gone) {

    public LedgerComparison {
        gone = List.copyOf(gone);
    }

    /** A comparison without a restore. */
    public LedgerComparison(long missing, long doubled, long outOfOrder, boolean listed) {
        this(missing, doubled, outOfOrder, listed, List.of());
    }

    /** The same without a restore. */
    public static LedgerComparison of(
            List<Exchange> exchanges, List<String> stored, List<String> shown, boolean listed) {
        return of(exchanges, stored, shown, listed, AllowedLoss.NONE);
    }

    /**
     * @param stored the entries in the table of the writer, in the JSON form of an acknowledgement, by ascending id
     * @param shown the entries that the site shows, in the same form
     * @param loss the time whose writes are allowed to be gone. Their ids can be given again
     */
    public static LedgerComparison of(
            List<Exchange> exchanges, List<String> stored, List<String> shown, boolean listed, AllowedLoss loss) {
        Set<String> there = new HashSet<>(stored);
        there.retainAll(new HashSet<>(shown));
        Map<Boolean, List<Exchange>> writes = exchanges.stream()
                .filter(Exchange::acknowledgedWrite)
                .collect(Collectors.partitioningBy(write -> loss.covers(write) && !there.contains(write.body())));
        List<Exchange> acknowledged = writes.get(false);
        long missing = acknowledged.stream()
                .filter(write -> !there.contains(write.body()))
                .count();
        long distinct = acknowledged.stream().mapToLong(Exchange::id).distinct().count();
        // An unanswered write can still have been stored once, so every write request counts here
        long requests = exchanges.stream()
                .filter(exchange -> exchange.kind() == Exchange.Kind.WRITE)
                .count();
        long doubled = acknowledged.size() - distinct + Math.max(0, stored.size() - requests);
        return new LedgerComparison(missing, doubled, outOfOrder(acknowledged), listed, writes.get(true));
    }

    /**
     * The same for a site where others may write too, so that only the acknowledged entries count.
     *
     * @param shown the entries that the site shows, by ascending id
     */
    static LedgerComparison ofAcknowledged(List<Exchange> exchanges, List<String> shown) {
        Set<String> acknowledged = exchanges.stream()
                .filter(Exchange::acknowledgedWrite)
                .map(Exchange::body)
                .collect(Collectors.toSet());
        List<String> own = shown.stream().filter(acknowledged::contains).toList();
        return of(exchanges, own, own, true);
    }

    /** Whether each acknowledged write is there, once and in order. */
    public boolean sound() {
        return broken().isEmpty();
    }

    /** Descriptions of the promises that are broken. */
    public List<String> broken() {
        List<String> broken = new ArrayList<>();
        if (missing > 0) {
            broken.add(missing + " acknowledged writes are missing");
        }
        if (doubled > 0) {
            broken.add(doubled + " writes are stored more often than acknowledged or requested");
        }
        if (outOfOrder > 0) {
            broken.add(outOfOrder + " writes are out of order");
        }
        if (!listed) {
            broken.add("the full list did not match the stored entries");
        }
        return broken;
    }

    /**
     * Scans starts and ends by time: at each start, the highest acknowledged id so far must be lower than the new id.
     */
    private static long outOfOrder(List<Exchange> acknowledged) {
        record Moment(long at, boolean start, long id) {}
        List<Moment> moments = acknowledged.stream()
                .flatMap(write -> Stream.of(
                        new Moment(write.start(), true, write.id()), new Moment(write.end(), false, write.id())))
                .sorted((one, other) -> Long.compare(one.at(), other.at()))
                .toList();
        long highest = 0;
        long wrong = 0;
        for (Moment moment : moments) {
            if (moment.start()) {
                wrong += moment.id() <= highest ? 1 : 0;
            } else {
                highest = Math.max(highest, moment.id());
            }
        }
        return wrong;
    }
}
