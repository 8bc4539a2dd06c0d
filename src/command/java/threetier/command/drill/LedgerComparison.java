package threetier.command.drill;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the load was promised, held against what is there.
 *
 * @param missing acknowledged entries that are not there, or not as they were acknowledged
 * @param doubled entries that one acknowledgement too many was given for, and those that no request can have asked for
 * @param outOfOrder entries that were asked for after another one was acknowledged, but come before it
 * @param listed whether the whole list, {@code /read}, shows exactly what is stored, in its order
 */
record LedgerComparison(long missing, long doubled, long outOfOrder, boolean listed) {

    /**
     * @param stored entries in the writer's table, as JSON in the form of an acknowledgement, by ascending id
     * @param shown the same as the site shows them
     */
    static LedgerComparison of(List<Exchange> exchanges, List<String> stored, List<String> shown, boolean listed) {
        List<Exchange> acknowledged =
                exchanges.stream().filter(Exchange::acknowledgedWrite).toList();
        Set<String> there = new HashSet<>(stored);
        there.retainAll(new HashSet<>(shown));
        long missing = acknowledged.stream()
                .filter(write -> !there.contains(write.body()))
                .count();
        long distinct = acknowledged.stream().mapToLong(Exchange::id).distinct().count();
        // An unanswered write may have been stored all the same, once
        long requests = exchanges.stream()
                .filter(exchange -> exchange.kind() == Exchange.Kind.WRITE)
                .count();
        long doubled = acknowledged.size() - distinct + Math.max(0, stored.size() - requests);
        return new LedgerComparison(missing, doubled, outOfOrder(acknowledged), listed);
    }

    /** Goes through all moments in time: at each start, the highest id acknowledged so far must be lower. */
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
