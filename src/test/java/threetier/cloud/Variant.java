package threetier.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import threetier.cloud.Subnets.WayOut;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * A variant of a deployment that the checks cover.
 *
 * @param options enabled options of the drawing: {@code http} or {@code ajp}, {@code https}, {@code replication}
 */
record Variant(String name, Map<String, String> parameters, Set<String> options) {

    private static final String CERTIFICATE = "arn:aws:acm:eu-central-1:111122223333:certificate/1";

    static final List<Variant> ALL = List.of(
            new Variant("default", Map.of(), Set.of("http")),
            new Variant("AJP", Map.of("Protocol", "ajp"), Set.of("ajp")),
            new Variant(
                    "a hundred app nodes",
                    Map.of("AppSizes", "10,20,100", "AppSettings", "DATABASE_PLACES=4", "MaxConnections", "2400"),
                    Set.of("http")),
            new Variant(
                    "HTTPS",
                    Map.of("CertificateArn", CERTIFICATE, "DomainName", "www.example.org"),
                    Set.of("http", "https")),
            new Variant("affinity", Map.of("Sessions", "affinity"), Set.of("http")),
            new Variant("replication", Map.of("Sessions", "replication"), Set.of("http", "replication")),
            new Variant(
                    "replication over AJP",
                    Map.of("Protocol", "ajp", "Sessions", "replication"),
                    Set.of("ajp", "replication")),
            new Variant("three zones, single NAT", Map.of("Zones", "3"), Set.of("http")),
            new Variant("three zones, NAT in each", Map.of("Zones", "3", "NatGateways", "per-zone"), Set.of("http")),
            new Variant("two zones, NAT in each", Map.of("NatGateways", "per-zone"), Set.of("http")),
            new Variant(
                    "existing VPC",
                    Map.of(
                            "ExistingVpcId",
                            "vpc-1",
                            "ExistingPublicSubnets",
                            "public-1,public-2",
                            "ExistingPrivateSubnets",
                            "private-1,private-2",
                            "ExistingZones",
                            "zone-a,zone-b"),
                    Set.of("http")),
            new Variant(
                    "types without credits",
                    Map.of(
                            "WebInstanceType",
                            "c7g.medium",
                            "AppInstanceType",
                            "m7g.large",
                            "TargetCpu",
                            "70",
                            "MaxInstanceLifetime",
                            "1209600"),
                    Set.of("http")),
            new Variant("x86", Map.of("WebInstanceType", "t3.micro", "AppInstanceType", "t3a.small"), Set.of("http")),
            new Variant(
                    "alarms by mail and a new bucket",
                    Map.of("AlarmEmail", "on-call@example.org", "AccessLogBucket", "new", "LogDays", "90"),
                    Set.of("http")),
            new Variant("restored snapshot", Map.of("RestoreSnapshot", "before-upgrade"), Set.of("http")),
            new Variant("copy of a cluster", Map.of("RestoreCluster", "cluster-1"), Set.of("http")),
            new Variant(
                    "copy of an earlier time",
                    Map.of("RestoreCluster", "cluster-1", "RestoreTime", "2026-11-27T03:00:00Z"),
                    Set.of("http")),
            new Variant(
                    "locked backups", Map.of("BackupSchedule", "weekly", "BackupLock", "governance"), Set.of("http")),
            new Variant(
                    "backups locked for good, weekly restore tests",
                    Map.of("BackupSchedule", "monthly", "BackupLock", "compliance", "RestoreTestSchedule", "weekly"),
                    Set.of("http")),
            new Variant(
                    "copied backups, monthly restore tests",
                    Map.of(
                            "BackupSchedule",
                            "daily",
                            "BackupRetentionDays",
                            "90",
                            "BackupCopyVault",
                            "arn:aws:backup:eu-west-1:111122223333:backup-vault:copies",
                            "RestoreTestSchedule",
                            "monthly"),
                    Set.of("http")),
            new Variant(
                    "on the way behind CloudFront", edge(Map.of("Balancers", "both")), Set.of("http", "https", "edge")),
            new Variant("behind CloudFront", edge(Map.of("Balancers", "internal")), Set.of("http", "edge")),
            new Variant(
                    "behind CloudFront, with every option",
                    edge(Map.of(
                            "Balancers",
                            "internal",
                            "Zones",
                            "3",
                            "AccessLogBucket",
                            "new",
                            "AlarmEmail",
                            "on-call@example.org",
                            "Edge.OriginSlot",
                            "b",
                            "Edge.Firewall",
                            "count",
                            "Edge.UploadPath",
                            "/files/",
                            "Edge.BlockedPage",
                            "no")),
                    Set.of("http", "edge")),
            new Variant("names", names(Map.of("OtherName", "example.org")), Set.of("http", "https")),
            new Variant(
                    "names over IPv6",
                    names(Map.of("OtherName", "example.org", "IpAddressType", "dualstack", "Zones", "3")),
                    Set.of("http", "https")),
            new Variant("IPv6 without a name", Map.of("IpAddressType", "dualstack"), Set.of("http")),
            new Variant(
                    "other name without a zone",
                    Map.of("CertificateArn", CERTIFICATE, "DomainName", "www.example.org", "OtherName", "example.org"),
                    Set.of("http", "https")),
            new Variant(
                    "names before a distribution", edgeNames(Map.of("Balancers", "internal")), Set.of("http", "edge")),
            new Variant(
                    "names on the way behind CloudFront",
                    edgeNames(Map.of(
                            "Balancers", "both", "IpAddressType", "dualstack", "EdgeDomain", "d1.cloudfront.net")),
                    Set.of("http", "https", "edge")),
            new Variant(
                    "names behind CloudFront",
                    edgeNames(Map.of(
                            "Balancers", "internal", "OtherName", "example.org", "EdgeDomain", "d1.cloudfront.net")),
                    Set.of("http", "edge")),
            new Variant("a second application at a host", Map.of("Beside.Host", "shop.example.org"), Set.of("http")),
            new Variant(
                    "a second application at a path, in an existing VPC",
                    Map.of(
                            "ExistingVpcId",
                            "vpc-1",
                            "ExistingPublicSubnets",
                            "public-1,public-2",
                            "ExistingPrivateSubnets",
                            "private-1,private-2",
                            "ExistingZones",
                            "zone-a,zone-b",
                            "Protocol",
                            "ajp",
                            "Beside.Path",
                            "/shop",
                            "Beside.Sessions",
                            "affinity"),
                    Set.of("ajp")),
            new Variant(
                    "a second application with names, on the way behind CloudFront",
                    edgeNames(Map.of(
                            "Balancers",
                            "both",
                            "EdgeDomain",
                            "d1.cloudfront.net",
                            "Beside.Host",
                            "shop.example.org",
                            "Beside.HostedZoneId",
                            "Z0123456789ABCDEFGHIJ",
                            "Beside.Protocol",
                            "ajp",
                            "Beside.Sessions",
                            "replication")),
                    Set.of("http", "https", "edge")),
            new Variant(
                    "a second application behind CloudFront",
                    edge(Map.of("Balancers", "internal", "Beside.Path", "/shop")),
                    Set.of("http", "edge")),
            new Variant(
                    "first region of two",
                    regions(Map.of("GlobalCluster", "stack", "IpAddressType", "dualstack")),
                    Set.of("http", "https")),
            new Variant(
                    "first region of two after a failover",
                    regions(Map.of("GlobalCluster", "stack", "Writes", "no")),
                    Set.of("http", "https")),
            new Variant(
                    "second region without nodes",
                    second(Map.of("Writes", "no", "StandbyNodes", "0")),
                    Set.of("http", "https")),
            new Variant("second region that writes", second(Map.of()), Set.of("http", "https")),
            new Variant(
                    "two regions without a zone",
                    Map.of("OtherRegion", "region-2", "GlobalCluster", "stack", "DatabaseClass", "db.r7g.large"),
                    Set.of("http")),
            new Variant(
                    "everything",
                    Map.of(
                            "Zones",
                            "3",
                            "NatGateways",
                            "per-zone",
                            "Protocol",
                            "ajp",
                            "CertificateArn",
                            CERTIFICATE,
                            "Scaling",
                            "steps",
                            "DatabaseClass",
                            "db.serverless",
                            "Readers",
                            "2",
                            "AccessLogBucket",
                            "logs",
                            "DeletionProtection",
                            "true",
                            "ImageId",
                            "ami-00000000000000000"),
                    Set.of("ajp", "https")));

    /** The options, with {@code public} unless the public balancer is gone. */
    Variant {
        Set<String> drawn = new TreeSet<>(options);
        boolean open = !parameters.getOrDefault("Balancers", "public").equals("internal");
        if (open) {
            drawn.add("public");
        }
        if (hasApplication(parameters)) {
            drawn.add("beside");
            drawn.add("beside-" + parameters.getOrDefault("Beside.Protocol", "http"));
            drawn.add("beside-" + parameters.getOrDefault("Beside.Sessions", "none"));
            if (open) {
                drawn.add("beside-public");
            }
            if (options.contains("edge")) {
                drawn.add("beside-edge");
            }
        }
        options = Set.copyOf(drawn);
    }

    /** Whether there is a second application. */
    boolean hasApplication() {
        return hasApplication(parameters);
    }

    private static boolean hasApplication(Map<String, String> parameters) {
        return parameters.keySet().stream().anyMatch(name -> name.startsWith("Beside."));
    }

    boolean behindEdge() {
        return !parameters.getOrDefault("Balancers", "public").equals("public");
    }

    EvaluatedStack deploy(Map<String, Template> templates) {
        return EvaluatedStack.of(templates, parameters);
    }

    /** Parameters of a site behind CloudFront. Those of the stack of the edge have the prefix "Edge.". */
    private static Map<String, String> edge(Map<String, String> more) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "CertificateArn",
                CERTIFICATE,
                "DomainName",
                "www.example.org",
                "CloudFrontAddresses",
                "pl-0123456789abcdef0",
                "Edge.EdgeCertificateArn",
                "arn:aws:acm:us-east-1:111122223333:certificate/2"));
        parameters.putAll(more);
        return parameters;
    }

    /** Parameters of a site whose zone is in Route 53. */
    private static Map<String, String> names(Map<String, String> more) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("HostedZoneId", "Z0123456789ABCDEFGHIJ", "DomainName", "www.example.org"));
        parameters.putAll(more);
        return parameters;
    }

    /** Parameters of the first region of two. */
    private static Map<String, String> regions(Map<String, String> more) {
        Map<String, String> parameters = names(Map.of("OtherRegion", "region-2", "DatabaseClass", "db.serverless"));
        parameters.putAll(more);
        return parameters;
    }

    /** Parameters of the second region. */
    private static Map<String, String> second(Map<String, String> more) {
        Map<String, String> parameters = regions(Map.of(
                "OtherRegion",
                "region-1",
                "GlobalCluster",
                "stack",
                "VpcCidr",
                "10.21.0.0/16",
                "ReplicatedSecrets",
                "arn:administrator,arn:writer,arn:reader"));
        parameters.putAll(more);
        return parameters;
    }

    private static Map<String, String> edgeNames(Map<String, String> more) {
        Map<String, String> parameters = edge(names(more));
        parameters.remove("CertificateArn");
        parameters.remove("Edge.EdgeCertificateArn");
        return parameters;
    }

    Network network(EvaluatedStack deployment) {
        Map<String, WayOut> existing = new HashMap<>();
        Resource.items(parameters.get("ExistingPublicSubnets"))
                .forEach(subnet -> existing.put(subnet, WayOut.INTERNET));
        Resource.items(parameters.get("ExistingPrivateSubnets")).forEach(subnet -> existing.put(subnet, WayOut.NAT));
        return new Network(deployment, existing);
    }

    @Override
    public String toString() {
        return name;
    }
}
