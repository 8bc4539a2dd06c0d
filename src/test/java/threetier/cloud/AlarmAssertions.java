package threetier.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * Everything that can go wrong has an alarm. An alarm notifies the topic and names a section of the operations manual.
 */
final class AlarmAssertions implements Assertion {

    private static final Set<String> SECTIONS = sections(Path.of("docs/operations.md"));
    private static final Pattern SECTION = Pattern.compile(".+\\(docs/operations\\.md, (.+)\\)");
    private static final Pattern PART = Pattern.compile("ALARM\\(\"([^\"]+)\"\\)");

    private static final List<String> OF_NODES = List.of(
            "UnHealthyHostCount",
            "GroupInServiceInstances",
            "CPUSurplusCreditsCharged",
            "mem_used_percent",
            "cpu_usage_iowait",
            "disk_used_percent");
    private static final List<String> OF_APPLICATION_BALANCERS =
            List.of("HTTPCode_ELB_5XX_Count", "HTTPCode_Target_5XX_Count", "TargetResponseTime");
    private static final List<String> OF_DATABASES = List.of(
            "AuroraReplicaLag", "DatabaseConnections", "Deadlocks", "FreeLocalStorage", "CPUSurplusCreditsCharged");
    private static final List<String> OF_SERVICE_LEVELS =
            List.of("reads_failed", "reads_slow", "writes_failed", "writes_slow");

    /** These metrics are bad if they are low. All others are bad if they are high. */
    private static final Set<String> BAD_IF_LOW =
            Set.of("FreeLocalStorage", "DaysToExpiry", "backup_in_time", "restore_test_in_time");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        everythingIsWatched(deployment, problems);
        List<Resource> composites = deployment.resources("AWS::CloudWatch::CompositeAlarm");
        List<String> parts = composites.stream()
                .flatMap(composite -> parts(composite).stream())
                .toList();
        composites.forEach(composite -> {
            notifies(composite, problems);
            burns(deployment, composite, problems);
        });
        deployment.resources("AWS::CloudWatch::Alarm").stream()
                .filter(alarm -> !alarm.id().matches(".*/Cpu(High|Low)"))
                .forEach(alarm -> {
                    if (!parts.contains(alarm.id())) {
                        notifies(alarm, problems);
                    }
                    direction(alarm, resting(deployment), problems);
                    expression(alarm, problems);
                });
        Resource connections = deployment.resource("Database/Connections");
        Object limit = deployment
                .resource("Database/ClusterParameters")
                .map("Parameters")
                .get("max_connections");
        problems.expect(
                decimal(connections.text("Threshold")) < 100
                        && connections.maps("Metrics").stream()
                                .anyMatch(metric -> ("100 * connections / " + limit).equals(metric.get("Expression"))),
                "the database refuses connections before the alarm");
    }

    private static void everythingIsWatched(EvaluatedStack deployment, Problems problems) {
        List<String> web = new ArrayList<>(OF_NODES);
        web.addAll(OF_APPLICATION_BALANCERS);
        List<String> app = new ArrayList<>(OF_NODES);
        if (deployment.parameter("Writes").equals("yes")) {
            app.add("threetier_breaker_open");
        }
        if (deployment.resource("App/Balancer").text("Type").equals("application")) {
            app.addAll(OF_APPLICATION_BALANCERS);
        }
        List<String> site = new ArrayList<>(OF_SERVICE_LEVELS);
        if (deployment.https()) {
            site.add("DaysToExpiry");
        }
        List<String> edge = deployment.behindEdge()
                ? List.of(
                        "5xxErrorRate",
                        deployment.resource("Edge/WebAcl").text("Rules").contains("Block={")
                                ? "BlockedRequests"
                                : "CountedRequests",
                        "DaysToExpiry")
                : List.of();
        List<String> backup = new ArrayList<>();
        if (!deployment.parameter("BackupSchedule").equals("none")) {
            backup.addAll(List.of("NumberOfBackupJobsFailed", "backup_in_time"));
        }
        if (!backup.isEmpty() && !deployment.parameter("BackupCopyVault").isEmpty()) {
            backup.add("NumberOfCopyJobsFailed");
        }
        List<String> tests = deployment.parameter("RestoreTestSchedule").equals("none")
                ? List.of()
                : List.of("ExecutionsFailed", "restore_test_in_time");
        Map.of(
                        "WebAlarms",
                        web,
                        "AppAlarms",
                        app,
                        "Database",
                        OF_DATABASES,
                        "SiteAlarms",
                        site,
                        "Backup",
                        backup,
                        "RestoreTests",
                        tests,
                        "Edge",
                        edge)
                .forEach((stack, metrics) -> {
                    Set<String> watched = deployment.resources("AWS::CloudWatch::Alarm").stream()
                            .filter(alarm -> alarm.id().startsWith(stack + "/"))
                            .flatMap(WatchedMetric::ofAlarm)
                            .map(WatchedMetric::name)
                            .collect(Collectors.toSet());
                    problems.expect(watched.containsAll(metrics), stack + " does not watch all of " + metrics);
                });
    }

    private static void notifies(Resource alarm, Problems problems) {
        for (String actions : List.of("AlarmActions", "OKActions")) {
            problems.expect(
                    alarm.texts(actions)
                            .equals(List.of(alarm.id().startsWith("Edge/") ? "Edge/Topic" : "Recipients/Topic")),
                    alarm.id() + " does not notify the topic");
        }
        Matcher section = SECTION.matcher(alarm.text("AlarmDescription"));
        problems.expect(
                section.matches() && SECTIONS.contains(section.group(1)),
                alarm.id() + ": no section in docs/operations.md for \"" + alarm.text("AlarmDescription") + "\"");
    }

    /** The headings of the operations manual, without the names of drills and of alerts that some have at their end. */
    private static Set<String> sections(Path manual) {
        try {
            return Files.readAllLines(manual).stream()
                    .filter(line -> line.startsWith("#"))
                    .map(line -> line.replaceAll("^#+ | \\(`.*", ""))
                    .collect(Collectors.toSet());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Whether this region has no nodes, whose agents would publish. */
    private static boolean resting(EvaluatedStack deployment) {
        return deployment.parameter("Writes").equals("no")
                && deployment.parameter("StandbyNodes").equals("0");
    }

    private static void direction(Resource alarm, boolean resting, Problems problems) {
        boolean low = WatchedMetric.ofAlarm(alarm).map(WatchedMetric::name).anyMatch(BAD_IF_LOW::contains);
        problems.expect(
                alarm.text("ComparisonOperator").equals(low ? "LessThanThreshold" : "GreaterThanThreshold"),
                alarm.id() + " is the wrong way round");
        problems.expect(
                alarm.text("TreatMissingData")
                        .equals(
                                alarm.id().matches(resting ? ".*/Late" : ".*/(Memory|Late)")
                                        ? "breaching"
                                        : "notBreaching"),
                alarm.id() + " does not say what missing data means");
    }

    /** CloudWatch refuses an alarm on a metric math expression with several periods, or with several results. */
    private static void expression(Resource alarm, Problems problems) {
        List<Map<String, Object>> metrics = alarm.maps("Metrics");
        if (metrics.isEmpty()) {
            return;
        }
        Set<String> ids =
                metrics.stream().map(metric -> metric.get("Id").toString()).collect(Collectors.toSet());
        List<String> used = metrics.stream()
                .filter(metric -> metric.containsKey("Expression"))
                .flatMap(metric -> Pattern.compile("\\b[a-z]\\w*")
                        .matcher(metric.get("Expression").toString())
                        .results()
                        .map(MatchResult::group))
                .toList();
        problems.expect(ids.containsAll(used), alarm.id() + " computes with an unknown metric");
        problems.expect(
                metrics.stream()
                                .filter(metric -> !"false".equals(String.valueOf(metric.get("ReturnData"))))
                                .count()
                        == 1,
                alarm.id() + " has not one result");
        problems.expect(periods(alarm).size() == 1, alarm.id() + " mixes periods");
    }

    /** Both alarms of a burn rate watch the same, one in a long window and one in a short window. */
    private static void burns(EvaluatedStack deployment, Resource composite, Problems problems) {
        List<Resource> parts =
                parts(composite).stream().map(deployment::resource).toList();
        problems.expect(
                composite.text("AlarmRule").matches("ALARM\\(\"[^\"]+\"\\) AND ALARM\\(\"[^\"]+\"\\)")
                        && periods(parts.get(0)).equals(Set.of("3600"))
                        && periods(parts.get(1)).equals(Set.of("300")),
                composite.id() + " does not watch an hour and five minutes");
        problems.expect(
                parts.stream()
                                .map(part -> WatchedMetric.ofAlarm(part)
                                                .map(WatchedMetric::name)
                                                .toList()
                                        + part.maps("Metrics")
                                                .get(0)
                                                .get("Expression")
                                                .toString()
                                        + part.text("Threshold"))
                                .distinct()
                                .count()
                        == 1,
                composite.id() + " watches different things");
    }

    private static List<String> parts(Resource composite) {
        return PART.matcher(composite.text("AlarmRule"))
                .results()
                .map(part -> part.group(1))
                .toList();
    }

    private static Set<String> periods(Resource alarm) {
        return alarm.maps("Metrics").stream()
                .filter(metric -> metric.containsKey("MetricStat"))
                .map(metric ->
                        Template.map(metric.get("MetricStat")).get("Period").toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static double decimal(String number) {
        return Double.parseDouble(number);
    }
}
