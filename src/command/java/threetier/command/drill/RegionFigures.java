package threetier.command.drill;

import java.util.List;
import java.util.Locale;
import threetier.command.load.Exchange;

/** What the loss of a region cost, as clients saw it. */
final class RegionFigures {

    private RegionFigures() {}

    /** The recovery point and the recovery times, a line each. */
    static List<String> of(Verdict verdict) {
        return List.of(
                "RPO: " + lost(verdict),
                String.format(
                        Locale.ROOT,
                        "RTO: %.1f s without a write, %.1f s without a read",
                        verdict.writeGap() / 1e9,
                        verdict.readGap() / 1e9));
    }

    private static String lost(Verdict verdict) {
        List<Exchange> gone = verdict.truth().gone();
        if (gone.isEmpty()) {
            return verdict.truth().missing() + " acknowledged writes lost";
        }
        long[] ends = gone.stream().mapToLong(Exchange::end).sorted().toArray();
        return String.format(
                Locale.ROOT,
                "%,d acknowledged writes lost, acknowledged in %.1f s",
                gone.size() + verdict.truth().missing(),
                (ends[ends.length - 1] - ends[0]) / 1e9);
    }
}
