package threetier.command.observe;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.TWO_MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import threetier.command.json.Json;
import threetier.command.process.Nodes;
import threetier.command.stage.Stage;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Prometheus has every number that the rules, the page, the terminal and the dashboard ask for. */
@OnStage
class ObservationIT {

    private static final Path SETTINGS = Path.of("observe");
    private static final Pattern METRIC =
            Pattern.compile("\\b(?:threetier|jvm|process|apache)_\\w+|\\b(?:web|app|data|sli):\\w+:\\w+");

    private static Observation observation;
    private static Site page;

    @BeforeAll
    static void observe(Stage stage, Site site) throws Exception {
        observation = new Observation(stage.workspace(), new Nodes(stage.workspace()));
        page = new Site(observation.start(0));
        // Each kind of number needs a request that produces it
        await("Prometheus has a rate of commits").atMost(TWO_MINUTES).until(() -> {
            site.post("/timestamps");
            site.post("/timestamps", "Idempotency-Key", "\"observed-" + System.nanoTime() + "\"");
            site.get("/read");
            return !values("data:commit_seconds:p99").isEmpty()
                    && !values("web:latency_seconds:p99").isEmpty();
        });
    }

    @AfterAll
    static void stop() {
        observation.stop();
    }

    @Test
    void everyTargetAnswers() throws Exception {
        // A single scrape that takes too long says nothing
        await("every target is up").atMost(TWO_MINUTES).untilAsserted(() -> {
            assertEquals(List.of(), values("up == 0").stream().map(Json::text).toList());
            assertEquals(3, values("up").size());
        });
    }

    @Test
    void everyNumberThatIsAskedForExists(Site site) throws Exception {
        Set<String> asked = new TreeSet<>();
        for (String file : List.of("rules.yaml", "alerts.yaml", "page/panels.js", "grafana.json")) {
            METRIC.matcher(Files.readString(SETTINGS.resolve(file)))
                    .results()
                    .forEach(found -> asked.add(found.group()));
        }
        METRIC.matcher(Files.readString(Path.of("src/command/java/threetier/command/observe/TopTable.java")))
                .results()
                .forEach(found -> asked.add(found.group()));
        assertTrue(asked.size() > 30, asked.toString());
        // Only a service in trouble has this number
        asked.remove("sli:burn_too_fast:ratio");
        // A rate needs two readings, and recent requests
        await("each number exists").atMost(TWO_MINUTES).untilAsserted(() -> {
            site.post("/timestamps");
            Set<String> missing = new TreeSet<>();
            for (String name : asked) {
                if (values(name).isEmpty()) {
                    missing.add(name);
                }
            }
            assertEquals(Set.of(), missing);
        });
    }

    @Test
    void theAppTierCountsRequestsByRouteMethodAndClassOfStatus(Site site) throws Exception {
        site.get("/timestamps/999999999");
        await("the request is counted")
                .atMost(TWO_MINUTES)
                .until(() -> !values(
                                "threetier_http_request_duration_seconds_count{route=\"/timestamps/{id}\",method=\"GET\",status=\"4xx\"}")
                        .isEmpty());
    }

    /** Text that a client chooses must not become a label, because each value costs memory on all sides. */
    @Test
    void clientsCannotMakeLabels(Site site, Stage stage) throws Exception {
        site.get("/made-up-path");
        site.send("MADEUP", "/read");
        String metrics = new Site(new Inside(stage).appUrl()).get("/metrics").body();
        assertTrue(metrics.contains("method=\"other\""), metrics);
        assertFalse(metrics.toLowerCase(Locale.ROOT).contains("made"), metrics);
    }

    @Test
    void everyMetricOfTheAppTierHasAHelpText(Stage stage) throws Exception {
        String metrics = new Site(new Inside(stage).appUrl()).get("/metrics").body();
        Set<String> typed = names(metrics, "# TYPE (\\S+)");
        assertEquals(typed, names(metrics, "# HELP (\\S+) \\S+"));
        assertTrue(typed.size() > 20, typed.toString());
    }

    @Test
    void prometheusServesThePageAndTheTerminalShowsTheSame() throws Exception {
        HttpResponse<String> answer = page.get(Observation.PAGE);
        assertEquals(200, answer.statusCode());
        assertTrue(answer.body().contains("page.js"));
        String table = TopTable.of(new Numbers(page.url()));
        assertTrue(table.contains("web   requests       2xx"), table);
    }

    private static Set<String> names(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<Json> values(String query) throws IOException {
        return Json.parse(page.get("/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                        .body())
                .at("data")
                .at("result")
                .items();
    }
}
