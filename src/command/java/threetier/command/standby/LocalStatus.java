package threetier.command.standby;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;
import threetier.command.region.RegionStatus;
import threetier.command.stage.StatusTable;

/** The state of two regions on this machine: roles, lag, where DNS leads, and all nodes. */
public final class LocalStatus {

    private final Workspace home;
    private final StageRegions regions;

    public LocalStatus(Workspace home) {
        this.home = home;
        regions = new StageRegions(home, line -> {});
    }

    /** Whether all nodes run, and the region that does not write follows. */
    public boolean complete() {
        return RegionStatus.healthy(regions)
                && LocalRegion.NAMES.stream().flatMap(this::nodes).allMatch(Node::alive);
    }

    public String text() {
        StringBuilder text = new StringBuilder();
        RegionStatus.lines(regions).forEach(line -> text.append(line).append('\n'));
        for (String region : LocalRegion.NAMES) {
            text.append('\n').append(region).append('\n');
            text.append(StatusTable.text(nodes(region).toList(), false));
        }
        return text.toString();
    }

    /** A JSON list, with one line per node. */
    public String json() {
        List<Map<String, Object>> rows = new ArrayList<>();
        String writing = regions.writing();
        for (String region : LocalRegion.NAMES) {
            boolean readOnly = region.equals(writing) && regions.reachable(region) && regions.readOnly(region);
            nodes(region).forEach(node -> {
                Map<String, Object> row = new LinkedHashMap<>();
                row.put("region", region);
                row.put("writes", region.equals(writing));
                row.putAll(StatusTable.row(node, readOnly && node.tier().equals("data")));
                rows.add(row);
            });
        }
        return StatusTable.json(rows);
    }

    private Stream<Node> nodes(String region) {
        return new Nodes(LocalRegion.workspace(home, region)).all().stream();
    }
}
