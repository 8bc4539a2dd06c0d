package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** The global database of two regions, as RDS describes it from any of them. */
final class GlobalDatabase {

    /** With the usual time between two looks: how long RDS may take until it says what it is doing. */
    private static final int LOOKS_UNTIL_IT_BEGINS = 12;

    /** With the usual time between two looks, half an hour. A switch takes some minutes. */
    private static final int LOOKS = 360;

    private final Aws aws;
    private final String id;

    /**
     * @param aws in a region that answers
     * @param stack the name of the stacks
     */
    GlobalDatabase(Aws aws, String stack) {
        this.aws = aws;
        id = id(stack);
    }

    /** The ID of the global database of these stacks. RDS knows only small letters. */
    static String id(String stack) {
        return stack.toLowerCase(Locale.ROOT);
    }

    /** The region in which a resource is. */
    static String regionOf(String arn) {
        String[] parts = arn.split(":");
        return parts.length > 3 ? parts[3] : "";
    }

    boolean exists() {
        return described().isPresent();
    }

    private Optional<Json> described() {
        return aws.find("rds", "describe-global-clusters", "--global-cluster-identifier", id)
                .map(found -> found.at("GlobalClusters").first());
    }

    private Json required() {
        return described()
                .orElseThrow(() -> new CommandException(
                        "There is no global database " + id + ". ./three-tier deploy --standby REGION makes one."));
    }

    /** The ARN of the cluster of each region. */
    Map<String, String> clusters() {
        Map<String, String> clusters = new TreeMap<>();
        for (Json member : members(required())) {
            clusters.put(regionOf(member.text("DBClusterArn")), member.text("DBClusterArn"));
        }
        return clusters;
    }

    /**
     * The region whose cluster takes writes. While RDS exchanges the roles, waits until it has done so.
     *
     * @throws CommandException if no cluster takes writes
     */
    String writing() {
        Json described = required();
        for (int look = 1; look <= LOOKS && moving(described); look++) {
            aws.untilNextLook();
            described = required();
        }
        return writing(described)
                .orElseThrow(() -> new CommandException("No region of the global database " + id + " writes."));
    }

    private static boolean moving(Json described) {
        return described.text("Status").matches("switching-over|failing-over")
                || !described.text("FailoverState", "Status").isEmpty();
    }

    private static Optional<String> writing(Json described) {
        return members(described).stream()
                .filter(member -> member.text("IsWriter").equals("true"))
                .map(member -> regionOf(member.text("DBClusterArn")))
                .findFirst();
    }

    private static List<Json> members(Json described) {
        return described.at("GlobalClusterMembers").items();
    }

    /** Whether the cluster of a region is a replica in order. */
    boolean follows(String region) {
        Json described = required();
        return !busy(described)
                && members(described).stream()
                        .anyMatch(
                                member -> regionOf(member.text("DBClusterArn")).equals(region)
                                        && !member.text("IsWriter").equals("true")
                                        && member.text("SynchronizationStatus").matches("|connected")
                                        && available(member.text("DBClusterArn")));
    }

    private boolean available(String arn) {
        return aws.in(regionOf(arn))
                .find("rds", "describe-db-clusters", "--db-cluster-identifier", arn)
                .map(found -> found.at("DBClusters").first().text("Status").equals("available"))
                .orElse(false);
    }

    private static boolean busy(Json described) {
        return !described.text("Status").equals("available")
                || !described.text("FailoverState", "Status").isEmpty();
    }

    /** Exchanges the roles without loss; returns when both clusters are available in their new roles. */
    void switchOver(String to) {
        Json now = required();
        Optional<String> from = writing(now);
        if (!busy(now) && from.isPresent() && !from.get().equals(to)) {
            command(aws.in(from.get()), "switchover-global-cluster", to);
        }
        await(to);
    }

    /** Makes {@code to} write; returns when it does. */
    void failOver(String to) {
        // An earlier run may have begun this, and RDS may have completed it by now
        Json now = required();
        if (!busy(now) && !writing(now).equals(Optional.of(to))) {
            command(aws.in(to), "failover-global-cluster", to, "--allow-data-loss");
        }
        await(to);
    }

    private void command(Aws region, String command, String to, String... options) {
        String target = Optional.ofNullable(clusters().get(to))
                .orElseThrow(
                        () -> new CommandException("The global database " + id + " has no cluster in " + to + "."));
        List<String> all = new ArrayList<>(
                List.of("rds", command, "--global-cluster-identifier", id, "--target-db-cluster-identifier", target));
        all.addAll(List.of(options));
        region.json(all.toArray(String[]::new));
    }

    private void await(String to) {
        for (int look = 1; look <= LOOKS; look++) {
            Json described = required();
            boolean writes = writing(described).equals(Optional.of(to));
            if (writes && available(clusters().get(to))) {
                return;
            }
            if (!writes && !busy(described) && look > LOOKS_UNTIL_IT_BEGINS) {
                throw new CommandException(
                        "RDS has not moved the writes to " + to
                                + ". Its reason is in the events of the clusters: aws rds describe-events --source-type db-cluster");
            }
            aws.untilNextLook();
        }
        throw new CommandException("RDS has not moved the writes to " + to + " within half an hour.");
    }

    /** Takes a cluster out of the global database; it then stands alone, with its data. Does nothing without it. */
    void detach(String region) {
        Optional<Json> described = described();
        if (described.isEmpty() || clusters().get(region) == null) {
            return;
        }
        aws.json(
                "rds",
                "remove-from-global-cluster",
                "--global-cluster-identifier",
                id,
                "--db-cluster-identifier",
                clusters().get(region));
        for (int look = 1; look <= LOOKS && clusters().containsKey(region); look++) {
            aws.untilNextLook();
        }
    }
}
