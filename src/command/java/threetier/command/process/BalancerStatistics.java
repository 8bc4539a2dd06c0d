package threetier.command.process;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The statistics of an HAProxy at a moment (HAProxy Management Guide, 9.1).
 *
 * @param rows the values of each frontend, backend and server, by the names of their columns
 */
public record BalancerStatistics(List<Map<String, String>> rows) {

    /** The first line has the names of the columns. */
    public static BalancerStatistics of(String text) {
        List<String> lines = text.lines().toList();
        List<String> names = Arrays.asList(lines.get(0).replace("# ", "").split(",", -1));
        List<Map<String, String>> rows = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",", -1);
            Map<String, String> row = new HashMap<>();
            for (int i = 0; i < Math.min(values.length, names.size()); i++) {
                row.put(names.get(i), values[i]);
            }
            rows.add(row);
        }
        return new BalancerStatistics(rows);
    }

    /**
     * Asks a running balancer.
     *
     * @throws java.io.UncheckedIOException if it does not run
     */
    public static BalancerStatistics from(LocalSocket balancer) {
        return of(balancer.ask("show stat"));
    }
}
