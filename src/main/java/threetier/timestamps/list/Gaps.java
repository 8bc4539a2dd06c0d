package threetier.timestamps.list;

import java.util.ArrayList;
import java.util.List;

/**
 * The ids between 1 and the newest id of a list for which the list has no row. A row with such an id may still appear,
 * because the database assigns an id when it inserts a row and shows the row only after the commit. Instances are
 * immutable.
 */
public final class Gaps {

    static final Gaps NONE = new Gaps(List.of());

    /**
     * A range of consecutive ids.
     *
     * @param from the lowest id
     * @param to the highest id
     */
    public record Range(long from, long to) {

        long length() {
            return to - from + 1;
        }
    }

    /** The missing ids as ranges in ascending order. Two ranges are never adjacent. */
    private final List<Range> missing;

    private Gaps(List<Range> missing) {
        this.missing = missing;
    }

    boolean contain(long id) {
        return missing.stream().anyMatch(range -> range.from() <= id && id <= range.to());
    }

    /** How many of the missing ids are lower than {@code id}. */
    long below(long id) {
        return missing.stream()
                .filter(range -> range.from() < id)
                .mapToLong(range -> Math.min(range.to(), id - 1) - range.from() + 1)
                .sum();
    }

    /** The id of the row at this position in the list. The oldest row has position 1. */
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

    /** Returns a copy with these ranges added at the end. */
    Gaps plus(List<Range> more) {
        List<Range> all = new ArrayList<>(missing);
        all.addAll(more);
        return new Gaps(all);
    }

    /** Returns a copy without these ids. All of them must be missing ids, in ascending order. */
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

    /** Returns a copy with the ranges below this id. The id itself must not be a missing one. */
    Gaps upTo(long id) {
        return new Gaps(missing.stream().filter(range -> range.to() < id).toList());
    }

    boolean isEmpty() {
        return missing.isEmpty();
    }

    /** Returns the ranges with the highest ids, at most {@code most} ranges. */
    List<Range> newest(int most) {
        return missing.subList(Math.max(0, missing.size() - most), missing.size());
    }

    /** Returns a copy without the {@code most} ranges that have the highest ids. */
    Gaps butNewest(int most) {
        return new Gaps(missing.subList(0, Math.max(0, missing.size() - most)));
    }

    /** The range from the lowest missing id to the highest. At least one id must be missing. */
    Range span() {
        return new Range(missing.get(0).from(), missing.get(missing.size() - 1).to());
    }

    /** How many ids in {@link #span()} are not missing. */
    long present() {
        return span().length() - missing.stream().mapToLong(Range::length).sum();
    }
}
