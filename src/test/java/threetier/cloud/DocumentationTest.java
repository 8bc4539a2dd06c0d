package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.yaml.snakeyaml.Yaml;
import threetier.command.deploy.Parts;
import threetier.command.deploy.Preset;
import threetier.command.deploy.Prices;
import threetier.command.deploy.Settings;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.SharedResources;
import threetier.command.template.Template;

/** Tests that the documents agree with the templates, and the documented costs with the list prices. */
class DocumentationTest {

    private static final double HOURS_OF_A_MONTH = 730;
    private static final Path PRICES = Path.of("docs/aws-prices.yaml");
    private static final double LOG_OF_METRICS = 0.3;

    @SuppressWarnings("unused")
    private static final List<Map<String, String>> OBSERVED = List.of(
            Map.of(),
            Map.of("Scaling", "steps"),
            Map.of("Sessions", "affinity"),
            Map.of("CertificateArn", "arn:aws:acm:eu-central-1:111122223333:certificate/1"),
            Map.of(
                    "CertificateArn",
                    "arn:aws:acm:eu-central-1:111122223333:certificate/1",
                    "DomainName",
                    "www.example.org",
                    "CloudFrontAddresses",
                    "pl-0123456789abcdef0",
                    "Balancers",
                    "internal",
                    "Edge.EdgeCertificateArn",
                    "arn:aws:acm:us-east-1:111122223333:certificate/2"),
            Map.of("HostedZoneId", "Z0123456789ABCDEFGHIJ", "DomainName", "www.example.org"),
            Map.of(
                    "OtherRegion",
                    "region-1",
                    "GlobalCluster",
                    "stack",
                    "ReplicatedSecrets",
                    "a,b,c",
                    "Writes",
                    "no",
                    "StandbyNodes",
                    "2",
                    "DatabaseClass",
                    "db.r7g.large"),
            Map.of("BackupSchedule", "daily"),
            Map.of(
                    "BackupSchedule",
                    "monthly",
                    "BackupCopyVault",
                    "arn:aws:backup:eu-west-1:111122223333:backup-vault:copies",
                    "RestoreTestSchedule",
                    "weekly"));

    private static final Path ROOT = Path.of("cloudformation", EvaluatedStack.ROOT);

    @Test
    void everyParameterIsInTheTable() throws Exception {
        String document = Files.readString(Path.of("cloudformation/README.md"));
        Map<String, Object> declared =
                new TreeMap<>(Stacks.TEMPLATES.get(EvaluatedStack.EDGE).section("Parameters"));
        // The command fills these in from the root stack
        declared.keySet()
                .removeAll(Set.of(
                        "Stack",
                        "DomainName",
                        "OtherName",
                        "HostedZoneId",
                        "Origin",
                        "OriginSlot",
                        "AlarmEmail",
                        "LogDays"));
        declared.putAll(Stacks.TEMPLATES.get(EvaluatedStack.ROOT).section("Parameters"));
        assertInTable(declared, document);
    }

    /** The parameters of a second application that the first stack has too have the same meaning and default. */
    @Test
    void parametersOfASecondApplicationAreInATable() throws Exception {
        String document = Files.readString(Path.of("cloudformation/README.md"));
        Map<String, Object> declared =
                Stacks.TEMPLATES.get(EvaluatedStack.APPLICATION).section("Parameters");
        EvaluatedStack deployment = EvaluatedStack.of(Stacks.TEMPLATES, Map.of("Beside.Path", "/shop"));
        Set<String> filledIn = new TreeSet<>(SharedResources.parameters(deployment::parameter, stack -> Map.of())
                .keySet());
        filledIn.add("Beside");
        Map<String, Object> own = new TreeMap<>(declared);
        own.keySet().removeAll(filledIn);
        assertInTable(own, document);
    }

    private static void assertInTable(Map<String, Object> declared, String document) {
        declared.forEach((name, declaration) -> {
            Map<String, Object> parameter = Template.map(declaration);
            String given =
                    parameter.containsKey("Default") ? parameter.get("Default").toString() : "filled in";
            String row = "| `" + name + "` | "
                    + (given.isEmpty() ? "" : given.equals("filled in") ? given : "`" + given + "`") + " | "
                    + parameter.get("Description") + " |";
            assertTrue(document.contains(row), "cloudformation/README.md lacks " + row);
        });
    }

    @Test
    void costsFollowFromThePrices() throws Exception {
        String document = Files.readString(Path.of("docs/aws.md"));
        Prices prices = Prices.of(PRICES);
        Map<String, String> parameters = new TreeMap<>();
        for (Map.Entry<String, Object> size : sizes().entrySet()) {
            Settings settings = settings(size.getValue(), parameters);
            double idle = prices.of(parts(size.getValue()));
            double surplus =
                    prices.surplus(parts(size.getValue()), settings.targetOfNodes(), settings.targetOfDatabases());
            String row = "| " + size.getKey() + " | `"
                    + Template.map(size.getValue()).get("parameters") + "` | " + Math.round(idle) + " | "
                    + Math.round(idle + surplus) + " |";
            assertTrue(document.contains(row.replace("`the defaults`", "the defaults")), "docs/aws.md lacks " + row);
        }
        long smallest = Math.round(prices.of(parts(sizes().get("smallest"))));
        assertTrue(
                Files.readString(Path.of("README.md")).contains("about " + smallest + " US dollars a month"),
                "README.md does not say that the smallest size costs " + smallest);
    }

    @Test
    void costsOfTwoRegionsFollowFromThePrices() throws Exception {
        String document = Files.readString(Path.of("docs/regions.md"));
        Prices prices = Prices.of(PRICES);
        Map<String, String> first =
                Map.of("HostedZoneId", "Z1", "DomainName", "www.example.org", "DatabaseClass", "db.serverless");
        long single = Math.round(prices.of(Parts.of(Settings.of(ROOT, Map.of(), first))));
        assertTrue(
                document.contains("A single region of this size costs " + single + "."), "one region costs " + single);
        Map<String, String> both = new TreeMap<>(first);
        both.put("OtherRegion", "region-2");
        for (int nodes : new int[] {0, 1, 2}) {
            Map<String, String> second = new TreeMap<>(both);
            second.putAll(Map.of("ReplicatedSecrets", "a,b,c", "Writes", "no", "StandbyNodes", String.valueOf(nodes)));
            long sum = Math.round(prices.of(Parts.of(Settings.of(ROOT, Map.of(), both)))
                    + prices.of(Parts.of(Settings.of(ROOT, Map.of(), second))));
            String row = "`StandbyNodes=" + nodes + "` | " + sum + " |";
            assertTrue(document.contains(row), "docs/regions.md lacks " + row);
        }
    }

    /** If the parts are the same, {@code deploy} prints the same cost as the table. */
    @Test
    void deployCountsTheSameParts() throws Exception {
        Map<String, String> parameters = new TreeMap<>();
        sizes().forEach((name, size) -> assertEquals(
                parts(size), new TreeMap<>(Parts.of(settings(size, parameters))), "the parts of the size " + name));
    }

    /** The cost of a second application is that of what the templates add for it. */
    @Test
    void theCostOfASecondApplicationIsThatOfItsParts() throws Exception {
        Map<String, Double> parts =
                parts(Template.map(new Yaml().load(Files.readString(PRICES))).get("beside"));
        Map<String, String> values = new TreeMap<>(Map.of("Beside", "first", "Https", "no"));
        Settings settings = Settings.of(Path.of("cloudformation", EvaluatedStack.APPLICATION), Map.of(), values);
        assertEquals(parts, new TreeMap<>(Parts.of(settings)));
        EvaluatedStack alone = EvaluatedStack.of(Stacks.TEMPLATES, Map.of());
        EvaluatedStack both = EvaluatedStack.of(Stacks.TEMPLATES, Map.of("Beside.Host", "shop.example.org"));
        assertEquals(alarms(both) - alarms(alone), parts.get("alarm"));
        assertEquals(more(alone, both, "AWS::CloudWatch::CompositeAlarm"), parts.get("composite alarm"));
        assertEquals(more(alone, both, "AWS::ElasticLoadBalancingV2::LoadBalancer"), parts.get("balancer"));
        assertEquals(more(alone, both, "AWS::SecretsManager::Secret"), parts.get("secret"));
        assertEquals(0, more(alone, both, "AWS::RDS::DBInstance"));
        Prices prices = Prices.of(PRICES);
        long idle = Math.round(prices.of(parts));
        long loaded = Math.round(
                prices.of(parts) + prices.surplus(parts, settings.targetOfNodes(), settings.targetOfDatabases()));
        String sentence = "costs about " + idle + " US dollars a month, and " + loaded + " if";
        assertTrue(Files.readString(Path.of("docs/aws.md")).contains(sentence), "docs/aws.md lacks: " + sentence);
    }

    private static double more(EvaluatedStack alone, EvaluatedStack both, String type) {
        return both.resources(type).size() - alone.resources(type).size();
    }

    /** The metrics of alarms, and the two alarms of each policy of scaling. */
    private static double alarms(EvaluatedStack deployment) {
        long ofScaling = Stream.of("AWS::AutoScaling::ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy")
                .flatMap(type -> deployment.resources(type).stream())
                .filter(policy -> policy.text("PolicyType").equals("TargetTrackingScaling"))
                .count();
        return deployment.resources("AWS::CloudWatch::Alarm").stream()
                        .flatMap(WatchedMetric::ofAlarm)
                        .count()
                + 2.0 * ofScaling;
    }

    /** A preset or an example whose cost is unknown would be of little use. */
    @Test
    void everyTypeThatIsRecommendedHasAPrice() throws Exception {
        Set<String> priced = Prices.of(PRICES).monthly().keySet();
        String types = Files.readString(Path.of("README.md"))
                + Files.readString(Path.of("cloudformation/README.md"))
                + Preset.SMALL_ACCOUNT.parameters();
        assertEquals(
                List.of(),
                Pattern.compile("\\b(db\\.)?[a-z]\\d[a-z]*\\.(micro|small|medium|large)\\b")
                        .matcher(types)
                        .results()
                        .map(MatchResult::group)
                        .filter(type -> !priced.contains(type))
                        .toList());
    }

    @Test
    void targetsAreThoseOfTheTemplates() {
        EvaluatedStack steps = EvaluatedStack.of(Stacks.TEMPLATES, Map.of("Scaling", "steps"));
        Settings settings = Settings.of(ROOT, Map.of(), Map.of("Scaling", "steps"));
        assertEquals(
                settings.targetOfNodes(),
                Double.parseDouble(steps.resource("App/CpuHigh").text("Threshold")));
        assertEquals(
                settings.targetOfDatabases(),
                number(steps.resource("Database/ReaderScaling")
                        .map("TargetTrackingScalingPolicyConfiguration")
                        .get("TargetValue")));
        assertEquals(50, Settings.of(ROOT, Map.of(), Map.of()).targetOfNodes());
    }

    /** Four records of 131 bytes for each check of a node from a zone, for a month. */
    @Test
    void theLogsAreThoseOfTheHealthChecks() {
        EvaluatedStack deployment = EvaluatedStack.of(Stacks.TEMPLATES, Map.of());
        double nodesAndZones = 4 * 2;
        for (String tier : List.of("Web", "App")) {
            double interval =
                    Double.parseDouble(deployment.resource(tier + "/Targets").text("HealthCheckIntervalSeconds"));
            assertEquals(
                    nodesAndZones * HOURS_OF_A_MONTH * 3600 / interval * 4 * 131 / 1e9,
                    Parts.of(Settings.of(ROOT, Map.of(), Map.of())).get("log GB") - LOG_OF_METRICS,
                    0.05);
        }
    }

    /** The cost of a deployment contains every alarm, metric and dashboard of the templates. */
    @ParameterizedTest
    @FieldSource("OBSERVED")
    void alarmsMetricsAndDashboardsAreCounted(Map<String, String> parameters) {
        EvaluatedStack deployment = EvaluatedStack.of(Stacks.TEMPLATES, parameters);
        Map<String, Double> parts = Parts.of(Settings.of(ROOT, Map.of(), parameters));
        long ofScaling = Stream.of("AWS::AutoScaling::ScalingPolicy", "AWS::ApplicationAutoScaling::ScalingPolicy")
                .flatMap(type -> deployment.resources(type).stream())
                .filter(policy -> policy.text("PolicyType").equals("TargetTrackingScaling"))
                .count();
        long watched = deployment.resources("AWS::CloudWatch::Alarm").stream()
                .flatMap(WatchedMetric::ofAlarm)
                .count();
        assertEquals(watched + 2 * ofScaling, parts.get("alarm"));
        assertEquals(deployment.resources("AWS::CloudWatch::CompositeAlarm").size(), parts.get("composite alarm"));
        assertEquals(deployment.resources("AWS::CloudWatch::Dashboard").size(), parts.get("dashboard"));
        assertEquals(
                deployment
                        .resources("AWS::ElasticLoadBalancingV2::LoadBalancer")
                        .size(),
                parts.get("balancer"));
        assertEquals(
                deployment.resources("AWS::WAFv2::WebACL").stream()
                        .mapToInt(acl -> acl.maps("Rules").size())
                        .sum(),
                parts.getOrDefault("rule of a web ACL", 0.0));
        long metrics = Stream.of("Web", "App")
                .flatMap(tier -> AgentSettings.of(tier, "any").published())
                .mapToInt(DocumentationTest::nodesOrDatabases)
                .sum();
        assertEquals(
                metrics
                        + deployment.resources("AWS::Logs::MetricFilter").size()
                        + PublishedMetric.ofMachines(deployment).count(),
                parts.get("metric"));
    }

    /** How often a metric exists: for each of the two nodes of a tier, or for each of the two databases. */
    private static int nodesOrDatabases(PublishedMetric metric) {
        return metric.dimensions().contains("InstanceId") || metric.dimensions().contains("database") ? 2 : 1;
    }

    /** The settings of a size, which begin with those of the size above for "…". */
    private static Settings settings(Object size, Map<String, String> parameters) {
        for (String parameter : Template.map(size).get("parameters").toString().split(" ")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return Settings.of(ROOT, Map.of(), parameters);
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static Map<String, Object> sizes() throws IOException {
        return Template.map(
                Template.map(new Yaml().load(Files.readString(PRICES))).get("sizes"));
    }

    private static Map<String, Double> parts(Object size) {
        Map<String, Double> parts = new TreeMap<>();
        Template.map(Template.map(size).get("runs")).forEach((part, number) -> parts.put(part, number(number)));
        return parts;
    }
}
