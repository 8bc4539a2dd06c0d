package threetier.cloud;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.deploy.ConnectionLimit;
import threetier.command.deploy.Settings;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** The Aurora cluster. */
final class DatabaseAssertions implements Assertion {

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        Resource cluster = deployment.resource("Database/Cluster");
        problems.expect(cluster.text("Engine").equals("aurora-mysql"), "the database is not Aurora MySQL");
        // A global database takes no managed password (RegionAssertions)
        problems.expect(
                !deployment.parameter("OtherRegion").isEmpty()
                        || cluster.text("ManageMasterUserPassword").equals("true")
                                && !cluster.properties().containsKey("MasterUserPassword"),
                "the administrator's password is not managed");
        problems.expect(
                Integer.parseInt("0" + cluster.text("BackupRetentionPeriod")) >= 1, "the database is not backed up");
        problems.expect(
                "Snapshot".equals(cluster.definition().get("DeletionPolicy"))
                        && "Snapshot".equals(cluster.definition().get("UpdateReplacePolicy")),
                "a removed database leaves no snapshot");
        problems.expect(
                cluster.text("DeletionProtection").equals(deployment.parameter("DeletionProtection")),
                "the database does not have the chosen deletion protection");
        // These names occur in the stack policies that ./three-tier deploy sets
        problems.expect(
                deployment.resources("AWS::RDS::DBCluster").stream()
                        .map(Resource::id)
                        .toList()
                        .equals(List.of("Database/Cluster")),
                "a cluster is not protected by a stack policy");
        Map<String, Object> parameters =
                deployment.resource(cluster.text("DBClusterParameterGroupName")).map("Parameters");
        Map.of("require_secure_transport", "ON", "time_zone", "UTC", "innodb_flush_log_at_trx_commit", "1")
                .forEach((name, value) -> problems.expect(
                        value.equals(parameters.get(name)), "the database's " + name + " is not " + value));
        int pools = ConnectionLimit.of(Path.of(""))
                .of(new Settings(Map.of(
                        "AppSizes",
                        "1,1," + deployment.resource("App/Nodes").text("MaxSize"),
                        "AppSettings",
                        deployment.parameter("AppSettings"))));
        problems.expect(
                Integer.parseInt(String.valueOf(parameters.getOrDefault("max_connections", "0"))) >= pools,
                "the database does not have " + pools + " connections, for the pools of all app nodes");
        List<Resource> instances = deployment.resources("AWS::RDS::DBInstance");
        problems.expect(instances.size() >= 2, "there is no reader");
        instances.forEach(instance ->
                problems.expect(instance.text("PubliclyAccessible").equals("false"), instance.id() + " is public"));
        List<String> zones = instances.stream()
                .map(instance -> instance.text("AvailabilityZone"))
                .filter(zone -> !zone.isEmpty())
                .collect(Collectors.toList());
        problems.expect(
                zones.stream().distinct().count() == zones.size() && zones.size() >= 2,
                "writer and reader are in one zone");
        boolean serverless = instances.get(0).text("DBInstanceClass").equals("db.serverless");
        problems.expect(
                serverless == cluster.properties().containsKey("ServerlessV2ScalingConfiguration"),
                "capacity units are for db.serverless");
    }
}
