package threetier.timestamps.list;

import java.util.ArrayList;
import java.util.List;

/**
 * The ids that are missing in a list, between 1 and its newest id. A row may still appear there, because ids are
 * assigned when a row is inserted, and rows become visible when they are committed. Immutable.
 */
public final class Gaps {

    static final Gaps NONE = new Gaps(List.of());

    /**
     * Consecutive ids.
     *
     * @param from the lowest
     * @param to the highest
     */
    public record Range(long from, long to) {

        long length() {
            return to - from + 1;
        }
    }

    /** Ascending and not adjacent. */
    private final List<Range> missing;

    private Gaps(List<Range> missing) {
        this.missing = missing;
    }

    boolean contain(long id) {
        return missing.stream().anyMatch(range -> range.from() <= id && id <= range.to());
    }

    /** How many missing ids are below this one. */
    long below(long id) {
        return missing.stream()
                .filter(range -> range.from() < id)
                .mapToLong(range -> Math.min(range.to(), id - 1) - range.from() + 1)
                .sum();
    }

    /** The id of the row at this position; the oldest row is at position 1. */
    long idOf(int number) {
        long id = number;
        for (Range range : missing) {
            if (range.from() > id) {
                break;
            }
            id += range.length();
        }
        return id;
    }

    /** A copy with these ranges at the end. */
    Gaps plus(List<Range> more) {
        List<Range> all = new ArrayList<>(missing);
        all.addAll(more);
        return new Gaps(all);
    }

    /** A copy without these ids, which must be missing and in ascending order. */
    Gaps without(List<Long> ids) {
        List<Range> rest = new ArrayList<>();
        int next = 0;
        for (Range range : missing) {
            long from = range.from();
            for (; next < ids.size() && ids.get(next) <= range.to(); next++) {
                if (from < ids.get(next)) {
                    rest.add(new Range(from, ids.get(next) - 1));
                }
                from = ids.get(next) + 1;
            }
            if (from <= range.to()) {
                rest.add(new Range(from, range.to()));
            }
        }
        return new Gaps(rest);
    }

    /** The ranges below this id, which must not be missing. */
    Gaps upTo(long id) {
        return new Gaps(missing.stream().filter(range -> range.to() < id).toList());
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /** The newest ranges, at most {@code most}. */
    List<Range> newest(int most) {
        return missing.subList(Math.max(0, missing.size() - most), missing.size());
    }

    /** All but the newest {@code most} ranges. */
    Gaps butNewest(int most) {
        return new Gaps(missing.subList(0, Math.max(0, missing.size() - most)));
    }

    /** From the first missing id to the last; there must be one. */
    Range span() {
        return new Range(missing.get(0).from(), missing.get(missing.size() - 1).to());
    }

    /** How many ids of {@link #span()} are not missing. */
    long present() {
        return span().length() - missing.stream().mapToLong(Range::length).sum();
    }
}
