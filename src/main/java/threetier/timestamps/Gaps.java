package threetier.timestamps;

import java.util.ArrayList;
import java.util.List;

/**
 * Ids that are missing in a list, of those from 1 up to its newest: a row may still appear there, because ids are given when a row is
 * inserted and rows become visible when they are committed. Immutable.
 */
final class Gaps {

    static final Gaps NONE = new Gaps(List.of());

    /**
     * Ids one after the other.
     *
     * @param from the lowest
     * @param to the highest
     */
    record Range(long from, long to) {
    }

    /** Ascending, apart from each other. */
    private final List<Range> missing;

    private Gaps(List<Range> missing) {
        this.missing = missing;
    }

    boolean contain(long id) {
        return missing.stream().anyMatch(range -> range.from() <= id && id <= range.to());
    }

    /** How many ids below this one are missing. */
    long below(long id) {
        return missing.stream().filter(range -> range.from() < id).mapToLong(range -> Math.min(range.to(), id - 1) - range.from() + 1).sum();
    }

    /** The id of the row with this number, when the oldest has 1. */
    long idOf(int number) {
        long id = number;
        for (Range range : missing) {
            if (range.from() > id) {
                break;
            }
            id += range.to() - range.from() + 1;
        }
        return id;
    }

    /** With these at the end. */
    Gaps plus(List<Range> more) {
        List<Range> all = new ArrayList<>(missing);
        all.addAll(more);
        return new Gaps(all);
    }

    /** Without this id, which is missing. */
    Gaps without(long id) {
        List<Range> rest = new ArrayList<>();
        for (Range range : missing) {
            if (id < range.from() || id > range.to()) {
                rest.add(range);
                continue;
            }
            if (range.from() < id) {
                rest.add(new Range(range.from(), id - 1));
            }
            if (id < range.to()) {
                rest.add(new Range(id + 1, range.to()));
            }
        }
        return new Gaps(rest);
    }

    /** Those up to this id, which is not missing. */
    Gaps upTo(long id) {
        return new Gaps(missing.stream().filter(range -> range.to() < id).toList());
    }

    /** Ranges that cover all of them, at most so many; they may cover more. */
    List<Range> ranges(int most) {
        int together = (missing.size() + most - 1) / most;
        List<Range> ranges = new ArrayList<>();
        for (int i = 0; i < missing.size(); i += together) {
            ranges.add(new Range(missing.get(i).from(), missing.get(Math.min(i + together, missing.size()) - 1).to()));
        }
        return ranges;
    }
}
