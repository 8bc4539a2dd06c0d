package threetier.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * A metric that CloudWatch gets. Each set of dimensions is a metric of its own.
 *
 * @param dimensions the names of the dimensions
 */
record PublishedMetric(String namespace, String name, Set<String> dimensions) {

    private static final List<PublishedMetric> OF_AWS = ofAws(Path.of("src/test/cloudformation/metrics.yaml"));

    PublishedMetric {
        dimensions = new TreeSet<>(dimensions);
    }

    /**
     * The metrics of a deployment: of AWS, of the agents of both tiers, of the metric filters, and of state machines.
     */
    static Stream<PublishedMetric> of(EvaluatedStack deployment) {
        Stream<PublishedMetric> agents = Stream.of("Web", "App")
                .flatMap(tier ->
                        AgentSettings.of(tier, namespace(deployment, tier)).published());
        Stream<PublishedMetric> filters = deployment.resources("AWS::Logs::MetricFilter").stream()
                .flatMap(filter -> filter.maps("MetricTransformations").stream())
                .map(metric -> new PublishedMetric(
                        metric.get("MetricNamespace").toString(),
                        metric.get("MetricName").toString(),
                        Set.of()));
        return Stream.of(OF_AWS.stream(), agents, filters, ofMachines(deployment))
                .flatMap(metrics -> metrics);
    }

    /** The metrics that tasks of state machines publish. */
    static Stream<PublishedMetric> ofMachines(EvaluatedStack deployment) {
        return deployment.resources("AWS::StepFunctions::StateMachine").stream()
                .flatMap(machine -> Template.map(machine.map("Definition").get("States")).values().stream())
                .map(Template::map)
                .filter(state -> String.valueOf(state.get("Resource")).endsWith(":cloudwatch:putMetricData"))
                .map(state -> Template.map(state.get("Arguments")))
                .flatMap(arguments -> Template.list(arguments.get("MetricData")).stream()
                        .map(metric -> new PublishedMetric(
                                arguments.get("Namespace").toString(),
                                Template.map(metric).get("MetricName").toString(),
                                Set.of())));
    }

    /** The namespace that the user data of this tier gives to the agent. */
    static String namespace(EvaluatedStack deployment, String tier) {
        return NodeAssertions.userData(deployment, tier)
                .lines()
                .filter(line -> line.startsWith("METRIC_NAMESPACE="))
                .map(line -> line.substring("METRIC_NAMESPACE=".length()))
                .findFirst()
                .orElse("");
    }

    private static List<PublishedMetric> ofAws(Path file) {
        try {
            Map<String, Object> namespaces = new Yaml().load(Files.readString(file));
            return namespaces.entrySet().stream()
                    .flatMap(namespace -> Template.map(namespace.getValue()).entrySet().stream()
                            .flatMap(metric -> Template.list(metric.getValue()).stream()
                                    .map(dimensions -> new PublishedMetric(
                                            namespace.getKey(),
                                            metric.getKey(),
                                            Set.copyOf(Resource.items(dimensions))))))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
