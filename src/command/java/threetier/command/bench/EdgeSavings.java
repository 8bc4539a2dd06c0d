package threetier.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;
import threetier.command.edge.Edge;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.Reply;
import threetier.command.http.TrustedAuthorities;
import threetier.command.json.Json;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;
import threetier.command.stage.WebTier;

/**
 * Measures what an edge takes off the site: requests, bytes and processor time of the three tiers, for visitors that
 * have stored nothing themselves. In each turn, they come first without the edge and then through it, or the other way.
 *
 * @param turns the number of turns
 * @param progress receives each step
 */
public record EdgeSavings(int turns, Consumer<String> progress) {

    private static final String STAGE = "bench-edge";
    private static final int ROWS = 10_000;
    /** Visits in a turn. */
    private static final int VISITS = 300;

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final String BROWSER = "Accept-Encoding: gzip, br\r\n";

    /**
     * What the site did for one visit.
     *
     * @param bytes sent by the web tier, with headers
     * @param millis processor time of all three tiers
     */
    private record Cost(double requests, double bytes, double millis) {}

    /** Measures, prints the table, and writes it to the folder. */
    public void run(Path folder) {
        new Nodes(Workspace.beside(STAGE)).stopNowAndAtEnd(progress);
        Workspace workspace = Workspace.fresh(STAGE);
        try (Stage stage = Stage.start(workspace, Shape.of(1, 1, "512m"), progress)) {
            new Table(stage).fill(ROWS);
            Nodes nodes = new Nodes(workspace);
            Edge edge = new Edge(workspace, nodes, Edge.templates(workspace));
            String url =
                    edge.start(Ports.free(), Ports.free(), nodes.entrance("web").port());
            TrustedAuthorities.add(edge.authority());
            String table = measure(stage, url);
            System.out.print(table);
            Files.writeString(Workspace.folder(folder).resolve("edge.md"), table);
            System.out.println("table: " + folder.resolve("edge.md"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private String measure(Stage stage, String edge) throws IOException {
        Map<String, List<String>> visits = new LinkedHashMap<>();
        visits.put("`/read`, 10,000 rows", List.of("/read"));
        visits.put("the page with its assets", page(stage.url()));
        StringBuilder table = new StringBuilder("""
                | a visit | | requests at the site | bytes from the site | CPU time of the site in ms |
                |---|---|---|---|---|
                """);
        for (Map.Entry<String, List<String>> visit : visits.entrySet()) {
            Map<String, List<Cost>> costs = new LinkedHashMap<>();
            for (int turn = 0; turn <= turns; turn++) {
                List<String> ways = turn % 2 == 0 ? List.of(stage.url(), edge) : List.of(edge, stage.url());
                for (String way : ways) {
                    Cost cost = cost(stage, way, visit.getValue());
                    // The first turn only warms up
                    if (turn > 0) {
                        String name = way.equals(edge) ? "through the edge" : "without";
                        costs.computeIfAbsent(name, one -> new ArrayList<>()).add(cost);
                    }
                }
                progress.accept("  " + visit.getKey() + ", turn " + turn);
            }
            for (String name : List.of("without", "through the edge")) {
                table.append(String.format(
                        Locale.ROOT,
                        "| %s | %s | %s | %s | %s |%n",
                        visit.getKey(),
                        name,
                        spread(costs.get(name), Cost::requests),
                        spread(costs.get(name), Cost::bytes),
                        spread(costs.get(name), Cost::millis)));
            }
        }
        return table.toString();
    }

    private static Spread spread(List<Cost> costs, ToDoubleFunction<Cost> figure) {
        return Spread.of(costs.stream().mapToDouble(figure).toArray());
    }

    /** The paths that a browser requests for the page. */
    private static List<String> page(String url) throws IOException {
        try (HttpConnection site = new HttpConnection(url, PATIENCE)) {
            Reply page = site.send("GET", "/", "Accept: text/html\r\n");
            return Stream.concat(Stream.of("/"), page.assets().stream())
                    .distinct()
                    .toList();
        }
    }

    private Cost cost(Stage stage, String url, List<String> paths) throws IOException {
        List<Node> tiers = Stream.of("web", "app", "data")
                .flatMap(tier -> stage.servers(tier).stream())
                .toList();
        Path log = WebTier.accessLog(stage.workspace(), "web-1");
        int before = lines(log).size();
        double from = Usage.cpu(tiers);
        try (HttpConnection visitor = new HttpConnection(url, PATIENCE)) {
            for (int visit = 0; visit < VISITS; visit++) {
                for (String path : paths) {
                    Reply reply =
                            visitor.send("GET", path, BROWSER + (path.equals("/") ? "Accept: text/html\r\n" : ""));
                    if (reply.status() != 200) {
                        throw new CommandException("GET " + path + " at " + url + " answers " + reply.status());
                    }
                }
            }
        }
        double used = Usage.cpu(tiers) - from;
        List<String> requests = lines(log).subList(before, lines(log).size());
        long bytes = requests.stream()
                .mapToLong(line -> Long.parseLong(Json.parse(line).text("bytes")))
                .sum();
        return new Cost((double) requests.size() / VISITS, (double) bytes / VISITS, used * 1_000 / VISITS);
    }

    private static List<String> lines(Path log) throws IOException {
        return Files.readAllLines(log);
    }
}
