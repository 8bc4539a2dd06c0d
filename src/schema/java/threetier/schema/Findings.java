package threetier.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what one step of a proof finds. A damaged table can have millions of faults, so only the first are kept. */
final class Findings {

    private static final int KEPT = 10;

    private final List<String> notes = new ArrayList<>();
    private final Map<String, Long> counts = new LinkedHashMap<>();
    private final List<String> faults = new ArrayList<>();
    private long all;

    void note(String note) {
        notes.add(note);
    }

    /** Adds one to the number in a note. */
    void count(String note) {
        counts.merge(note, 1L, Long::sum);
    }

    void fault(String fault) {
        all++;
        if (all <= KEPT) {
            faults.add(fault);
        }
    }

    List<String> notes() {
        List<String> result = new ArrayList<>(notes);
        counts.forEach((note, count) -> result.add(count + " " + note));
        return result;
    }

    List<String> faults() {
        List<String> result = new ArrayList<>(faults);
        if (all > KEPT) {
            result.add("and " + (all - KEPT) + " more faults of this kind");
        }
        return result;
    }
}
