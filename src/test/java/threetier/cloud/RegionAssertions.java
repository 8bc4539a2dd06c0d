package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** Two regions: the global database, the secrets of both, the nodes of the standby, and the failover records. */
final class RegionAssertions implements Assertion {

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        String other = deployment.parameter("OtherRegion");
        Resource cluster = deployment.resource("Database/Cluster");
        boolean second = !deployment.parameter("ReplicatedSecrets").isEmpty();
        boolean first = !other.isEmpty() && !second;
        joined(cluster, second, deployment, problems);
        problems.expect(
                cluster.text("MasterUserPassword")
                        .equals(first ? "{{resolve:secretsmanager:Database/Administrator:SecretString:password}}" : ""),
                "the administrator has another password than that of the first region");
        problems.expect(
                other.isEmpty() || !cluster.text("ManageMasterUserPassword").equals("true"),
                "RDS refuses a managed password in a global database");
        for (Resource secret : deployment.resources("AWS::SecretsManager::Secret")) {
            boolean ofDatabase = secret.id().matches("Database/Administrator|Schema/(Writer|Reader)Secret");
            problems.expect(!second || !ofDatabase, secret.id() + " differs from that of the first region");
            problems.expect(
                    !ofDatabase
                            || secret.maps("ReplicaRegions")
                                    .equals(first ? List.of(Map.of("Region", other)) : List.of()),
                    secret.id() + " is not replicated to the other region");
        }
        problems.expect(
                other.isEmpty()
                        || deployment.resources("AWS::RDS::DBInstance").stream()
                                .noneMatch(instance ->
                                        instance.text("DBInstanceClass").matches("db\\.t.*")),
                "a global database takes no burstable class");
        nodes(deployment, problems);
        global(deployment, problems);
    }

    /** The values with which a cluster joined never change, whichever region writes. */
    private static void joined(Resource cluster, boolean second, EvaluatedStack deployment, Problems problems) {
        problems.expect(
                cluster.text("GlobalClusterIdentifier").equals(second ? deployment.parameter("GlobalCluster") : ""),
                "an update detaches the cluster, or lets it join where it already is");
        problems.expect(
                cluster.text("SourceRegion").equals(second ? deployment.parameter("OtherRegion") : "")
                        && cluster.properties().containsKey("KmsKeyId") == second,
                "RDS cannot copy the encrypted data to the second region");
        problems.expect(
                !second
                        || !cluster.properties().containsKey("MasterUsername")
                                && !cluster.properties().containsKey("DatabaseName")
                                && cluster.text("StorageEncrypted").equals("true"),
                "the second cluster does not take its data from the first");
    }

    private static void nodes(EvaluatedStack deployment, Problems problems) {
        boolean standby = deployment.parameter("Writes").equals("no");
        for (String tier : List.of("Web", "App")) {
            List<String> sizes = Resource.items(deployment.parameter(tier + "Sizes"));
            String expected = standby ? deployment.parameter("StandbyNodes") : sizes.get(0);
            Resource group = deployment.resource(tier + "/Nodes");
            problems.expect(
                    group.text("MinSize").equals(expected)
                            && group.text("MaxSize").equals(sizes.get(2)),
                    tier + " has " + group.text("MinSize") + " nodes at least, not " + expected);
        }
        boolean alarmed = deployment.resources().stream()
                .anyMatch(resource -> resource.id().equals("AppAlarms/WriterAway"));
        problems.expect(
                alarmed != standby, "the alarm of the writer " + (standby ? "rings in a standby" : "is missing"));
        problems.expect(
                deployment
                        .resource("AppAlarms/Memory")
                        .text("TreatMissingData")
                        .equals(
                                standby && deployment.parameter("StandbyNodes").equals("0")
                                        ? "notBreaching"
                                        : "breaching"),
                "a tier without nodes rings, or one with nodes does not");
    }

    private static void global(EvaluatedStack deployment, Problems problems) {
        List<Resource> databases = deployment.resources("AWS::RDS::GlobalCluster");
        problems.expect(
                databases.size() == (deployment.firstOfTwo() ? 1 : 0),
                "there are " + databases.size() + " global databases");
        boolean zone = !deployment.parameter("HostedZoneId").isEmpty();
        if (!deployment.firstOfTwo()) {
            return;
        }
        Resource database = databases.get(0);
        problems.expect(
                database.text("SourceDBClusterIdentifier").equals("Database/Cluster.DBClusterArn")
                        && "Retain".equals(database.definition().get("UpdateReplacePolicy"))
                        && database.text("DeletionProtection").equals(deployment.parameter("DeletionProtection")),
                "the global database does not begin with the cluster and its data");
        List<Resource> records = deployment.resources("AWS::Route53::RecordSet").stream()
                .filter(record -> record.id().startsWith("Global/"))
                .toList();
        Set<String> found = records.stream()
                .map(record -> record.text("Type") + " " + record.text("Failover") + " "
                        + record.map("AliasTarget").get("DNSName"))
                .collect(Collectors.toSet());
        boolean writes = deployment.parameter("Writes").equals("yes");
        String mine = "Web/Balancer.DNSName";
        String theirs = "second.elb.example";
        Set<String> expected = new TreeSet<>();
        for (String type : !zone
                ? List.<String>of()
                : deployment.parameter("IpAddressType").equals("dualstack") ? List.of("A", "AAAA") : List.of("A")) {
            expected.add(type + " PRIMARY " + (writes ? mine : theirs));
            expected.add(type + " SECONDARY " + (writes ? theirs : mine));
        }
        problems.expect(found.equals(expected), "the failover records are " + found + ", not " + expected);
        records.forEach(record -> problems.expect(
                record.text("Name").equals("regions." + deployment.parameter("DomainName"))
                        && deployment
                                .resource(record.text("HealthCheckId"))
                                .map("HealthCheckConfig")
                                .get("FullyQualifiedDomainName")
                                .equals(record.map("AliasTarget").get("DNSName")),
                record.id() + " has another name, or the health of another region"));
        for (Resource health : deployment.resources("AWS::Route53::HealthCheck")) {
            Map<String, Object> config = health.map("HealthCheckConfig");
            long seconds = number(config, "RequestInterval") * number(config, "FailureThreshold");
            problems.expect(seconds <= 30, health.id() + " needs " + seconds + " s to see the loss of a region");
            String path = String.valueOf(config.get("ResourcePath"));
            problems.expect(
                    path.startsWith("/timestamps?"),
                    health.id() + " asks " + path + ", which does not show that reads work");
            problems.expect(
                    config.get("Type").equals(deployment.https() ? "HTTPS" : "HTTP")
                            && number(config, "Port") == (deployment.https() ? 443 : 80),
                    health.id() + " asks a port that only redirects");
        }
    }

    private static long number(Map<String, Object> config, String key) {
        return Long.parseLong(String.valueOf(config.get(key)));
    }
}
