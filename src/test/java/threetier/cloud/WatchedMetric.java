package threetier.cloud;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * A metric that an alarm watches or a dashboard draws.
 *
 * @param where the id of the alarm or of the dashboard
 * @param dimensions values by name; an empty value stands for all values
 */
record WatchedMetric(String where, String namespace, String name, Map<String, String> dimensions) {

    private static final Pattern SEARCH = Pattern.compile("SEARCH\\('\\{([^,}]+),?([^}]*)} MetricName=\"(\\w+)\"'");

    /** The metrics of all alarms and dashboards. */
    static Stream<WatchedMetric> of(EvaluatedStack deployment) {
        return Stream.concat(
                deployment.resources("AWS::CloudWatch::Alarm").stream().flatMap(WatchedMetric::ofAlarm),
                deployment.resources("AWS::CloudWatch::Dashboard").stream().flatMap(WatchedMetric::ofDashboard));
    }

    /** The metrics of an alarm: one, or those of a metric math expression. */
    static Stream<WatchedMetric> ofAlarm(Resource alarm) {
        if (!alarm.properties().containsKey("Metrics")) {
            return Stream.of(of(alarm.id(), alarm.properties()));
        }
        return alarm.maps("Metrics").stream()
                .filter(metric -> metric.containsKey("MetricStat"))
                .map(metric ->
                        Template.map(Template.map(metric.get("MetricStat")).get("Metric")))
                .map(metric -> of(alarm.id(), metric));
    }

    private static WatchedMetric of(String where, Map<String, Object> metric) {
        Map<String, String> dimensions = new TreeMap<>();
        for (Object dimension : Template.list(metric.getOrDefault("Dimensions", List.of()))) {
            dimensions.put(
                    Template.map(dimension).get("Name").toString(),
                    Template.map(dimension).get("Value").toString());
        }
        return new WatchedMetric(
                where, String.valueOf(metric.get("Namespace")), String.valueOf(metric.get("MetricName")), dimensions);
    }

    private static Stream<WatchedMetric> ofDashboard(Resource dashboard) {
        Map<String, Object> body = new Yaml().load(dashboard.text("DashboardBody"));
        return Template.list(body.get("widgets")).stream()
                .map(widget -> Template.map(Template.map(widget).get("properties")))
                .flatMap(properties -> Template.list(properties.getOrDefault("metrics", List.of())).stream())
                .map(metric -> drawn(dashboard.id(), new ArrayList<>(Template.list(metric))));
    }

    /** A metric of a chart: namespace, name, names and values of dimensions, and perhaps options. */
    private static WatchedMetric drawn(String where, List<Object> parts) {
        if (parts.get(0) instanceof Map<?, ?> expression) {
            return searched(where, expression.get("expression").toString());
        }
        Map<String, String> dimensions = new TreeMap<>();
        for (int i = 2; i + 1 < parts.size() && parts.get(i) instanceof String name; i += 2) {
            dimensions.put(name, parts.get(i + 1).toString());
        }
        return new WatchedMetric(where, parts.get(0).toString(), parts.get(1).toString(), dimensions);
    }

    private static WatchedMetric searched(String where, String expression) {
        Matcher search = SEARCH.matcher(expression);
        if (!search.find()) {
            throw new IllegalArgumentException(where + ": not a search: " + expression);
        }
        Map<String, String> dimensions = new HashMap<>();
        Resource.items(search.group(2)).forEach(name -> dimensions.put(name, ""));
        return new WatchedMetric(where, search.group(1), search.group(3), dimensions);
    }

    /** Whether this is one of the metrics that CloudWatch gets. */
    boolean isIn(Set<PublishedMetric> published) {
        return published.contains(new PublishedMetric(namespace, name, dimensions.keySet()));
    }

    @Override
    public String toString() {
        return where + ": " + namespace + " " + name + " " + dimensions;
    }
}
