package threetier.command.observe;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.json.Json;

/**
 * Asks Prometheus for current numbers.
 *
 * @param url its address, without a trailing slash
 */
public record Numbers(String url) {

    /**
     * The current value of each series of a query.
     *
     * @return values by the labels of their series, joined by spaces; series without a number are left out
     * @throws CommandException if Prometheus does not answer
     */
    public Map<String, Double> of(String query) {
        String body;
        try {
            body = HttpConnection.get(url + "/api/v1/query?query=" + URLEncoder.encode(query, StandardCharsets.UTF_8))
                    .body();
        } catch (IOException failure) {
            throw new CommandException("Prometheus does not answer at " + url + ": " + failure.getMessage(), failure);
        }
        Map<String, Double> values = new TreeMap<>();
        for (Json series : Json.parse(body).at("data").list("result")) {
            double value = Double.parseDouble(series.list("value")
                    .get(1)
                    .text()
                    .replace("+Inf", "Infinity")
                    .replace("-Inf", "-Infinity"));
            if (Double.isFinite(value)) {
                values.put(labels(series.at("metric")), value);
            }
        }
        return values;
    }

    private static String labels(Json metric) {
        StringBuilder text = new StringBuilder();
        for (String label : new String[] {"alertname", "node", "status", "source", "kind", "database", "access"}) {
            text.append(metric.text(label).isEmpty() ? "" : " " + metric.text(label));
        }
        return text.toString().strip();
    }
}
