package threetier.command.standby;

import java.util.List;
import threetier.command.database.DataTier;
import threetier.command.database.RegionPart;
import threetier.command.database.StageSecrets;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.stage.Shape;

/** The databases of a region that has changes of its own: they are made anew as replicas of the other region. */
final class FreshReplica {

    private FreshReplica() {}

    /**
     * Deletes the databases of a region and starts them again, on the same ports.
     *
     * @param join makes the writer of the region replicate the other region
     */
    static void of(Workspace region, Steps steps, Runnable join) {
        Nodes nodes = new Nodes(region);
        List<Node> servers = nodes.servers("data");
        DataTier data = Shape.of(1, 1, "")
                .databases(
                        region,
                        StageSecrets.random(),
                        nodes.get(DataTier.WRITER).port(),
                        nodes.find(DataTier.READER).map(Node::port).orElse(0))
                .as(new RegionPart(false, servers.size() > 1, 1, join));
        for (Node server : servers) {
            server.stopAtOnce(Nodes.grace("data"));
            RegionPart.makeAnew(region, server.name());
        }
        data.raise(steps);
    }
}
