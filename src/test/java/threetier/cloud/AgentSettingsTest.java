package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Tests that the settings of the CloudWatch agent fit the services whose logs and metrics it reads. */
class AgentSettingsTest {

    @Test
    void theJournalIsReadForServicesThatExist() {
        List<String> units = sections("Web", "logs", "logs_collected", "journald").stream()
                .flatMap(journal -> Template.list(journal.get("collect_list")).stream())
                .flatMap(entry -> Resource.items(Template.map(entry).get("units")).stream())
                .toList();
        assertEquals(Set.of("three-tier-web", "three-tier-app", "three-tier-agent"), Set.copyOf(units), "the services");
        assertTrue(Files.exists(Path.of("httpd/three-tier-web.service")));
        assertTrue(Files.exists(Path.of("payara/three-tier-app.service")));
    }

    /** The agent runs in a service of this name, and the node does not wait for it. */
    @Test
    void bothTiersInstallTheAgentInTheBackground() throws IOException {
        for (String script : List.of("httpd/install.sh", "payara/install.sh")) {
            assertTrue(
                    Files.readString(Path.of(script))
                            .contains("systemd-run --quiet --collect --nice=10 --unit=three-tier-agent "
                                    + "\"$home/cloudformation/node/agent\" "),
                    script);
        }
    }

    @Test
    void theLogsOfHttpdAreReadWhereItsServiceWritesThem() throws IOException {
        String service = Files.readString(Path.of("httpd/three-tier-web.service"));
        assertTrue(service.contains("WEB_LOG_DIR=%L/three-tier-web "));
        String logging = Files.readString(Path.of("httpd/logging.conf"));
        for (Map<String, Object> files : sections("Web", "logs", "logs_collected", "files")) {
            for (Object entry : Template.list(files.get("collect_list"))) {
                Path file = Path.of(Template.map(entry).get("file_path").toString());
                assertEquals(Path.of("/var/log/three-tier-web"), file.getParent());
                String name = file.getFileName().toString().replace("*", "");
                assertTrue(logging.contains("${WEB_LOG_DIR}/" + name), name);
            }
        }
    }

    /** Only metrics that are scraped can be selected, and only labels can be dimensions. */
    @Test
    void whatIsSelectedIsScraped() throws IOException {
        Map<String, Object> prometheus =
                sections("App", "logs", "metrics_collected", "prometheus").get(0);
        String path = prometheus.get("prometheus_config_path").toString().replace("/opt/three-tier/", "");
        Map<String, Object> scrape = new Yaml().load(Files.readString(Path.of(path)));
        Map<String, Object> job =
                Template.map(Template.list(scrape.get("scrape_configs")).get(0));
        Map<String, Object> node =
                Template.map(Template.list(job.get("static_configs")).get(0));
        assertEquals(List.of("127.0.0.1:8080"), node.get("targets"));
        assertEquals(Map.of("tier", "app"), node.get("labels"));
        String kept = Template.map(
                        Template.list(job.get("metric_relabel_configs")).get(0))
                .get("regex")
                .toString();
        Set<String> dimensions = new TreeSet<>();
        ofTheApplication().forEach(metric -> {
            dimensions.addAll(metric.dimensions());
            assertTrue(metric.name().matches(kept), metric.name() + " is not scraped");
        });
        assertEquals(Set.of("tier", "database"), dimensions);
    }

    /** A metric filter on a field that the log does not have counts nothing. */
    @Test
    void filtersReadFieldsOfTheAccessLog() throws IOException {
        String logging = Files.readString(Path.of("httpd/logging.conf"));
        EvaluatedStack.of(Stacks.TEMPLATES, Map.of())
                .resources("AWS::Logs::MetricFilter")
                .forEach(filter -> Pattern.compile("\\$\\.(\\w+)")
                        .matcher(filter.text("FilterPattern"))
                        .results()
                        .map(field -> field.group(1))
                        .forEach(field ->
                                assertTrue(logging.contains("\\\"" + field + "\\\":"), filter.id() + " " + field)));
    }

    @Test
    void theApplicationPublishesWhatIsSelected() throws IOException {
        Path sources = Path.of("src/main/java/threetier");
        StringBuilder text = new StringBuilder();
        try (Stream<Path> files = Files.walk(sources)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                text.append(Files.readString(file));
            }
        }
        ofTheApplication()
                .forEach(metric -> assertTrue(text.indexOf('"' + metric.name() + '"') >= 0, metric.toString()));
    }

    /** The metrics that the agent of an app node reads from the application. */
    private static Stream<PublishedMetric> ofTheApplication() {
        return AgentSettings.of("App", "any")
                .published()
                .filter(metric -> metric.name().matches("(threetier|jvm|process)_.*"));
    }

    /** The sections at this path, in the files of a tier that have it. */
    private static List<Map<String, Object>> sections(String tier, String... path) {
        return AgentSettings.of(tier, "any").files().stream()
                .flatMap(file -> {
                    Map<String, Object> section = file;
                    for (String key : path) {
                        section = Template.map(section.getOrDefault(key, Map.of()));
                    }
                    return section.isEmpty() ? Stream.empty() : Stream.of(section);
                })
                .toList();
    }
}
