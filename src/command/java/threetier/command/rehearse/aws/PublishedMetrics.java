package threetier.command.rehearse.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import threetier.command.json.Json;

/**
 * CloudWatch, as far as a node publishes metrics: a file with a line {@code NAMESPACE INSTANCE NAME VALUE} for each.
 */
final class PublishedMetrics implements AwsApi {

    /** The name of the service in signatures. IAM calls it {@code cloudwatch}. */
    static final String SERVICE = "monitoring";

    /** The first metric, in the query protocol. */
    private static final String DATUM = "MetricData.member.1.";

    private final Path file;

    PublishedMetrics(Path file) {
        this.file = file;
    }

    @Override
    public String resource(ApiCall call) {
        return "*";
    }

    @Override
    public Map<String, String> context(ApiCall call) {
        return Map.of("cloudwatch:namespace", call.text("Namespace"));
    }

    @Override
    public synchronized Object answer(ApiCall call) {
        if (!call.operation().equals("PutMetricData")) {
            throw AwsApi.notPlayed(call);
        }
        Json datum = call.parameters().at("MetricData").first();
        boolean query = datum.text("MetricName").isEmpty();
        String line = String.join(
                " ",
                call.text("Namespace"),
                call.caller().instance(),
                query ? call.text(DATUM + "MetricName") : datum.text("MetricName"),
                query ? call.text(DATUM + "Value") : datum.text("Value"));
        try {
            Files.writeString(file, line + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        return Map.of();
    }
}
