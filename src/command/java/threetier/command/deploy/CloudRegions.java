package threetier.command.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.region.LostWrites;
import threetier.command.region.Regions;

/** Two regions of AWS with a stack of the same name each, and one global database. */
public final class CloudRegions implements Regions {

    /** With the usual time between two looks, a quarter of an hour. */
    private static final int LOOKS = 180;
    /** RDS reports the lag once a minute. A longer one means that the replica is not keeping up. */
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final Aws aws;
    private final String stack;
    private final Path project;
    private final Consumer<String> say;
    private final GlobalDatabase database;

    /** @param aws in a region that answers, either of both */
    public CloudRegions(Aws aws, String stack, Path project, Consumer<String> say) {
        this.aws = aws;
        this.stack = stack;
        this.project = project;
        this.say = say;
        database = new GlobalDatabase(aws, stack);
    }

    @Override
    public List<String> names() {
        List<String> names = List.copyOf(database.clusters().keySet());
        if (names.size() != 2) {
            throw new CommandException("The global database of " + stack + " has clusters in "
                    + (names.isEmpty() ? "no region" : String.join(", ", names))
                    + "; two are needed. Run ./three-tier deploy --standby REGION.");
        }
        return names;
    }

    @Override
    public String writing() {
        return database.writing();
    }

    /** Asks RDS there, and waits seconds at most. */
    @Override
    public boolean reachable(String region) {
        try {
            aws.in(region)
                    .run(
                            "rds",
                            "describe-db-clusters",
                            "--db-cluster-identifier",
                            database.clusters().getOrDefault(region, ""),
                            "--cli-connect-timeout",
                            "5",
                            "--cli-read-timeout",
                            "10");
            return true;
        } catch (CommandException unanswered) {
            return false;
        }
    }

    @Override
    public boolean follows(String region) {
        return database.follows(region);
    }

    @Override
    public Optional<Duration> lag(String region) {
        return RegionLag.of(aws.in(region), cluster(region));
    }

    /** RDS itself waits for the last write before it exchanges the roles, so this only sees whether it can. */
    @Override
    public boolean caughtUp(String region) {
        return lag(region).map(lag -> lag.compareTo(CLOSE) <= 0).orElse(true);
    }

    @Override
    public boolean readOnly(String region) {
        return new StackReadOnly(aws.in(region), project, say).put(stack, "state");
    }

    @Override
    public void readOnly(String region, boolean on) {
        new StackReadOnly(aws.in(region), project, say).put(stack, on ? "on" : "off");
    }

    @Override
    public void raiseNodes(String region) {
        nodes(region).start();
        await(() -> nodes(region).serve(), "nodes in " + region);
    }

    private RegionNodes nodes(String region) {
        return new RegionNodes(aws.in(region), new Stack(aws.in(region), stack, say));
    }

    @Override
    public void switchOver(String to) {
        database.switchOver(to);
    }

    /** The nodes start while the database fails over. */
    @Override
    public void failOver(String to) {
        nodes(to).start();
        database.failOver(to);
    }

    @Override
    public void fence(String region) {
        entrance(region).close();
    }

    @Override
    public void unfence(String region) {
        entrance(region).open();
    }

    @Override
    public boolean fenced(String region) {
        return entrance(region).isClosed();
    }

    private Entrance entrance(String region) {
        return new Entrance(aws.in(region), output(region, "Entrance"));
    }

    /**
     * RDS keeps the old volume in a snapshot before it makes the old cluster a replica. Only that has the lost rows.
     */
    @Override
    public Optional<LostWrites> lost(String region) {
        List<String> lines = aws
                .in(region)
                .json("rds", "describe-db-cluster-snapshots", "--db-cluster-identifier", cluster(region))
                .at("DBClusterSnapshots")
                .items()
                .stream()
                .map(snapshot -> snapshot.text("DBClusterSnapshotIdentifier"))
                .filter(name -> name.contains("unplanned-global-failover"))
                .map(name -> "in the snapshot " + name + " in " + region
                        + "; docs/regions.md says how to list them. Delete it when you have.")
                .toList();
        return lines.isEmpty() ? Optional.empty() : Optional.of(new LostWrites(lines, LostWrites.UNKNOWN));
    }

    /** RDS makes the old cluster a replica by itself. */
    @Override
    public void rejoin(String region) {
        await(() -> database.follows(region), "replica in " + region);
        unfence(region);
    }

    @Override
    public boolean led(String to) {
        return !records(to).made() || records(to).lead(output(to, "Balancer"));
    }

    @Override
    public void lead(String to) {
        records(to).leadTo(output(to, "Balancer"));
    }

    @Override
    public List<String> traffic() {
        String to = writing();
        return records(to).made()
                ? records(to).lines()
                : List.of("DNS is not in these stacks. Point the record of "
                        + parameters(to).getOrDefault("DomainName", "the site") + " to " + output(to, "Balancer"));
    }

    /** The identifier of the cluster of a region; empty without one. */
    private String cluster(String region) {
        return database.clusters().getOrDefault(region, "").replaceFirst(".*:", "");
    }

    private RegionRecords records(String region) {
        return new RegionRecords(aws, parameters(region));
    }

    private Map<String, String> parameters(String region) {
        return new Stack(aws.in(region), stack, say).lastParameters();
    }

    private String output(String region, String key) {
        String value = new Stack(aws.in(region), stack, say).output(key);
        if (value.isEmpty()) {
            throw new CommandException("The stack " + stack + " in " + region + " has no output " + key
                    + ". Deploy this version of the project first.");
        }
        return value;
    }

    private void await(BooleanSupplier condition, String what) {
        for (int look = 1; !condition.getAsBoolean(); look++) {
            if (look == LOOKS) {
                throw new CommandException("There are no " + what + " after a quarter of an hour.");
            }
            aws.untilNextLook();
        }
    }
}
