package threetier.command.deploy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** How far a cluster is behind that of the other region, as CloudWatch knows it once a minute. */
final class RegionLag {

    private static final Duration LOOKS_BACK = Duration.ofMinutes(5);

    private RegionLag() {}

    /**
     * @param aws in the region of the replica
     * @return empty if CloudWatch has no value of the last minutes, or does not answer
     */
    static Optional<Duration> of(Aws aws, String cluster) {
        try {
            // The metric has another dimension, which is asked for here
            Json dimensions = aws.json(
                            command("list-metrics", "--dimensions", "Name=DBClusterIdentifier,Value=" + cluster))
                    .at("Metrics")
                    .first()
                    .at("Dimensions");
            if (dimensions.items().isEmpty()) {
                return Optional.empty();
            }
            Instant now = Instant.now();
            return aws
                    .json(command(
                            "get-metric-statistics",
                            "--dimensions",
                            dimensions.text(),
                            "--start-time",
                            now.minus(LOOKS_BACK).toString(),
                            "--end-time",
                            now.toString(),
                            "--period",
                            "60",
                            "--statistics",
                            "Maximum"))
                    .at("Datapoints")
                    .items()
                    .stream()
                    .max((one, other) -> one.text("Timestamp").compareTo(other.text("Timestamp")))
                    .map(point -> Duration.ofMillis(Math.round(Double.parseDouble(point.text("Maximum")))));
        } catch (CommandException unanswered) {
            return Optional.empty();
        }
    }

    private static String[] command(String operation, String... options) {
        List<String> all = new ArrayList<>(List.of(
                "cloudwatch", operation, "--namespace", "AWS/RDS", "--metric-name", "AuroraGlobalDBReplicationLag"));
        all.addAll(List.of(options));
        return all.toArray(String[]::new);
    }
}
