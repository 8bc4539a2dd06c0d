package threetier.command.standby;

import java.util.Map;
import threetier.command.process.Workspace;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/**
 * How DNS leads clients to a region, as the template {@code global.yaml} says.
 *
 * @param path the path that the health checks request
 * @param intervalMillis the time between two checks of a region
 * @param threshold the number of equal results in a row after which a region counts as healthy or not
 * @param timeToLiveMillis how long a client may use an answer of DNS
 */
public record TrafficValues(String path, long intervalMillis, int threshold, long timeToLiveMillis) {

    /** Parameters of a site with the records of two regions. */
    private static final Map<String, String> WITH_A_SECOND_REGION = Map.of(
            "GlobalCluster", "three-tier",
            "OtherRegion", "second",
            "HostedZoneId", "Z0",
            "DomainName", "www.example.com",
            "DatabaseClass", "db.serverless");
    /**
     * The time-to-live of an alias of a balancer, which no template can set (Route 53, "Values specific for alias
     * records").
     */
    private static final long ALIAS_MILLIS = 60_000;

    /** The values of this project's template. */
    public static TrafficValues of(Workspace workspace) {
        Map<String, Object> check = Template.map(
                EvaluatedStack.of(Template.folder(workspace.project().resolve("cloudformation")), WITH_A_SECOND_REGION)
                        .resource("Global/FirstHealth")
                        .properties()
                        .get("HealthCheckConfig"));
        return new TrafficValues(
                check.get("ResourcePath").toString(),
                1_000 * number(check, "RequestInterval"),
                (int) number(check, "FailureThreshold"),
                ALIAS_MILLIS);
    }

    private static long number(Map<String, Object> values, String name) {
        return Long.parseLong(values.get(name).toString());
    }

    /** The same in less time, for tests: all durations divided by this number. */
    public TrafficValues faster(int times) {
        return new TrafficValues(path, intervalMillis / times, threshold, timeToLiveMillis / times);
    }

    /** The number of failed checks after which the last client has gone to the other region. */
    int checksUntilAllHaveGone() {
        return threshold + (int) ((timeToLiveMillis + intervalMillis - 1) / intervalMillis);
    }
}
