package threetier.cloud;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.yaml.snakeyaml.Yaml;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * The settings of the CloudWatch agent on the nodes of a tier: a file for both tiers and one for this tier, as
 * {@code cloudformation/node/agent} merges them.
 *
 * @param files the parsed files
 */
record AgentSettings(List<Map<String, Object>> files) {

    /** The dimensions that the agent adds to the metrics of each of its plugins. */
    private static final Map<String, Set<String>> OF_PLUGINS =
            Map.of("cpu", Set.of("cpu"), "mem", Set.of(), "disk", Set.of("path", "fstype", "device"));

    private static final Map<String, String> FOLDERS = Map.of("Web", "httpd", "App", "payara");

    private static final Map<List<String>, AgentSettings> READ = new ConcurrentHashMap<>();

    /** @param tier {@code Web} or {@code App} */
    static AgentSettings of(String tier, String namespace) {
        return READ.computeIfAbsent(
                List.of(tier, namespace),
                key -> new AgentSettings(Stream.of("cloudformation/node", FOLDERS.get(tier))
                        .map(folder -> parsed(Path.of(folder, "agent.json"), tier, namespace))
                        .toList()));
    }

    private static Map<String, Object> parsed(Path file, String tier, String namespace) {
        try {
            return new Yaml()
                    .load(Files.readString(file)
                            .replace("@TIER@", tier.toLowerCase(Locale.ROOT))
                            .replace("@METRIC_NAMESPACE@", namespace));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The metrics that an agent publishes. */
    Stream<PublishedMetric> published() {
        return files.stream().flatMap(file -> Stream.concat(ofTheMachine(file), ofTheApplication(file)));
    }

    private static Stream<PublishedMetric> ofTheMachine(Map<String, Object> file) {
        Map<String, Object> metrics = at(file, "metrics");
        return at(metrics, "metrics_collected").entrySet().stream().flatMap(plugin -> {
            Map<String, Object> settings = Template.map(plugin.getValue());
            Set<String> dimensions = new TreeSet<>(OF_PLUGINS.get(plugin.getKey()));
            dimensions.addAll(at(settings, "append_dimensions").keySet());
            dimensions.addAll(at(metrics, "append_dimensions").keySet());
            List<String> dropped = Resource.items(settings.get("drop_original_metrics"));
            return Resource.items(settings.get("measurement")).stream().flatMap(name -> {
                List<Set<String>> sets = new ArrayList<>(dropped.contains(name) ? List.of() : List.of(dimensions));
                for (Object aggregation : Template.list(metrics.getOrDefault("aggregation_dimensions", List.of()))) {
                    sets.add(Set.copyOf(Resource.items(aggregation)));
                }
                return sets.stream()
                        .map(set -> new PublishedMetric(metrics.get("namespace").toString(), name, set));
            });
        });
    }

    private static Stream<PublishedMetric> ofTheApplication(Map<String, Object> file) {
        Map<String, Object> processor =
                at(at(at(at(file, "logs"), "metrics_collected"), "prometheus"), "emf_processor");
        return Template.list(processor.getOrDefault("metric_declaration", List.of())).stream()
                .map(Template::map)
                .flatMap(declaration -> Template.list(declaration.get("dimensions")).stream()
                        .flatMap(dimensions -> Resource.items(declaration.get("metric_selectors")).stream()
                                .map(selector -> new PublishedMetric(
                                        processor.get("metric_namespace").toString(),
                                        selector.replaceAll("[$^]", ""),
                                        Set.copyOf(Resource.items(dimensions))))));
    }

    private static Map<String, Object> at(Map<String, Object> map, String key) {
        return Template.map(map.getOrDefault(key, Map.of()));
    }
}
