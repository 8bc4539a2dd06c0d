package threetier.command.region;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The two regions of a site as a user sees them. */
public final class RegionStatus {

    private RegionStatus() {}

    /** A line for each region with its role and lag, and what DNS and the edge say. */
    public static List<String> lines(Regions regions) {
        String writing = regions.writing();
        List<String> lines = new ArrayList<>();
        for (String region : regions.names()) {
            lines.add(String.format("%-16s %s", region, line(regions, region, writing)));
        }
        lines.addAll(regions.traffic());
        return lines;
    }

    /** Whether both regions answer, and the one that does not write follows. */
    public static boolean healthy(Regions regions) {
        String writing = regions.writing();
        return regions.names().stream()
                .allMatch(region -> regions.reachable(region) && (region.equals(writing) || regions.follows(region)));
    }

    private static String line(Regions regions, String region, String writing) {
        if (!regions.reachable(region)) {
            return "does not answer" + (region.equals(writing) ? "; it was the one that writes" : "");
        }
        if (region.equals(writing)) {
            return "writes" + (regions.readOnly(region) ? ", but read-only mode is on" : "");
        }
        String fence = regions.fenced(region) ? ", fenced: no client gets in" : "";
        String lag = regions.lag(region)
                .map(behind -> String.format(Locale.ROOT, ", %.1f s behind", behind.toMillis() / 1e3))
                .orElse("");
        return (regions.follows(region) ? "follows" + lag : "does not follow") + fence;
    }
}
