package threetier.cloud;

import java.util.List;
import java.util.Map;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** A new database is empty, or has the data of exactly the chosen origin. */
final class RestoreAssertions implements Assertion {

    /** Properties that a new cluster needs and that a restored cluster must not have. */
    private static final Map<String, String> OF_NEW_CLUSTERS =
            Map.of("DatabaseName", "threetier", "MasterUsername", "administrator", "StorageEncrypted", "true");

    /** CloudFormation replaces the cluster when one of these changes. */
    private static final List<String> ORIGINS =
            List.of("SnapshotIdentifier", "SourceDBClusterIdentifier", "RestoreToTime", "UseLatestRestorableTime");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        Resource cluster = deployment.resource("Database/Cluster");
        String snapshot = deployment.parameter("RestoreSnapshot");
        String source = deployment.parameter("RestoreCluster");
        String time = deployment.parameter("RestoreTime");
        boolean latest = !source.isEmpty() && time.isEmpty();
        List<String> expected = List.of(snapshot, source, time, latest ? "true" : "");
        for (int i = 0; i < ORIGINS.size(); i++) {
            String origin = ORIGINS.get(i);
            problems.expect(
                    cluster.text(origin).equals(expected.get(i))
                            && cluster.properties().containsKey(origin)
                                    != expected.get(i).isEmpty(),
                    "the cluster's " + origin + " is not " + expected.get(i)
                            + ", so CloudFormation would make another database");
        }
        boolean isNew = snapshot.isEmpty() && source.isEmpty();
        if (!deployment.parameter("ReplicatedSecrets").isEmpty()) {
            // A second region has the data of the first (RegionAssertions)
            return;
        }
        OF_NEW_CLUSTERS.forEach((property, value) -> problems.expect(
                cluster.text(property).equals(isNew ? value : ""),
                "a " + (isNew ? "new" : "restored") + " database has " + property + " " + cluster.text(property)));
    }
}
