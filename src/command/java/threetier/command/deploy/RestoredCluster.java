package threetier.command.deploy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * The cluster of a restore test: a copy of a stack's database in the same subnets, with one instance. Each database has
 * at most one such copy, whose name follows from the database. So a later run finds what an interrupted one has left.
 */
final class RestoredCluster {

    /** The cluster's name starts so. The restore function may read the passwords of such clusters only. */
    private static final String PREFIX = "restore-test-";
    /** The smallest class of Aurora MySQL is enough to read. */
    private static final String CLASS = "db.t4g.medium";
    /** With the usual polling interval they take an hour. */
    private static final int LOOKS = 720;
    /** The tag has the time of the last sign of life of the command, in seconds since 1970. */
    private static final String ALIVE = "restore-test-alive";
    /** A command that has given no sign of life for so many seconds no longer runs. */
    private static final long DEAD_AFTER = 300;

    private static final long BETWEEN_SIGNS = 60;

    /** RDS refuses the removal of what it is still creating. */
    private static final Pattern NOT_YET = Pattern.compile("InvalidDBClusterState|InvalidDBInstanceState");

    private final Aws aws;
    private final Json source;
    private final String id;
    private long lastSign = Instant.now().getEpochSecond();
    private volatile boolean stopped;

    private RestoredCluster(Aws aws, Json source) {
        this.aws = aws;
        this.source = source;
        id = PREFIX + source.text("DbClusterResourceId").toLowerCase(Locale.ROOT);
    }

    /** @param cluster the stack's own cluster; without it, the result is empty */
    static Optional<RestoredCluster> beside(Aws aws, String cluster) {
        return aws.find("rds", "describe-db-clusters", "--db-cluster-identifier", cluster)
                .map(found -> found.at("DBClusters").first())
                .filter(source -> !source.text("DbClusterResourceId").isEmpty())
                .map(source -> new RestoredCluster(aws, source));
    }

    /** The stack's own cluster, as RDS describes it. */
    Json source() {
        return source;
    }

    /** @throws CommandException if another command has given a sign of life in the last minutes */
    void refuseIfInUse() {
        Json found = described();
        String alive = found.at("TagList").items().stream()
                .filter(tag -> tag.text("Key").equals(ALIVE))
                .map(tag -> tag.text("Value"))
                .findFirst()
                .orElse("0");
        if (Long.parseLong(alive) > Instant.now().getEpochSecond() - DEAD_AFTER) {
            throw new CommandException("A restore test of this database is running: the cluster " + id
                    + ". If it was interrupted, run this again in five minutes; the remains are then removed.");
        }
    }

    /** @param origin the operation of RDS and its arguments, which say what is restored */
    void restore(List<String> origin) {
        List<String> command = new ArrayList<>(List.of("rds"));
        command.addAll(origin);
        command.addAll(List.of(
                "--db-cluster-identifier",
                id,
                "--db-subnet-group-name",
                source.text("DBSubnetGroup"),
                "--db-cluster-parameter-group-name",
                source.text("DBClusterParameterGroup"),
                "--no-deletion-protection",
                "--tags",
                "Key=" + ALIVE + ",Value=" + Instant.now().getEpochSecond(),
                "--vpc-security-group-ids"));
        source.at("VpcSecurityGroups").items().stream()
                .map(group -> group.text("VpcSecurityGroupId"))
                .forEach(command::add);
        create(command.toArray(String[]::new));
        await("the cluster", RestoredCluster::isAvailable);
    }

    /** A restored cluster has no instance, so nobody could ask it. */
    void addInstance() {
        create(
                "rds",
                "create-db-instance",
                "--db-instance-identifier",
                instance(),
                "--db-cluster-identifier",
                id,
                "--db-instance-class",
                CLASS,
                "--engine",
                "aurora-mysql",
                "--no-publicly-accessible");
        await(
                "the instance",
                cluster -> aws.json("rds", "describe-db-instances", "--db-instance-identifier", instance())
                        .at("DBInstances")
                        .first()
                        .text("DBInstanceStatus")
                        .equals("available"));
    }

    /**
     * Lets RDS set a new administrator's password. RDS keeps it in a secret until the cluster is deleted.
     *
     * @return the cluster with its endpoint and its secret, as RDS describes it
     */
    Json renewPassword() {
        create(
                "rds",
                "modify-db-cluster",
                "--db-cluster-identifier",
                id,
                "--manage-master-user-password",
                "--apply-immediately");
        return await(
                "the new administrator's password",
                cluster -> isAvailable(cluster)
                        && cluster.text("MasterUserSecret", "SecretStatus").equals("active"));
    }

    /** Ends the creation at its next step. To be called before a removal from another thread. */
    void stop() {
        stopped = true;
    }

    /**
     * Removes the cluster with its instance, whatever its state. Does nothing if there is no such cluster.
     *
     * @throws CommandException if something is left; the message says how to remove it
     */
    synchronized void remove() {
        try {
            for (int look = 0; look < LOOKS; look++) {
                Json found = described();
                if (found.text("Status").isEmpty()) {
                    return;
                }
                if (!found.text("Status").equals("deleting")) {
                    if (!found.at("DBClusterMembers").items().isEmpty()) {
                        delete("delete-db-instance", "--db-instance-identifier", instance());
                    }
                    delete("delete-db-cluster", "--db-cluster-identifier", id);
                }
                aws.untilNextLook();
            }
            throw new CommandException("RDS did not delete the cluster within an hour.");
        } catch (CommandException failure) {
            throw new CommandException(
                    "The restored cluster is left, and costs money: " + failure.getMessage()
                            + "\n  Run ./three-tier restore-test again, which removes it first, or remove it yourself:\n"
                            + "  aws rds delete-db-instance --db-instance-identifier " + instance()
                            + " --skip-final-snapshot --region " + aws.region() + "\n"
                            + "  aws rds delete-db-cluster --db-cluster-identifier " + id
                            + " --skip-final-snapshot --region " + aws.region(),
                    failure);
        }
    }

    private void delete(String operation, String option, String name) {
        try {
            aws.find("rds", operation, option, name, "--skip-final-snapshot");
        } catch (CommandException failure) {
            if (!NOT_YET.matcher(failure.getMessage()).find()) {
                throw failure;
            }
        }
    }

    /** Whether RDS knows this cluster. */
    boolean exists() {
        return !described().text("Status").isEmpty();
    }

    private void create(String... command) {
        if (stopped) {
            throw new CommandException("The restore test was interrupted.");
        }
        aws.json(command);
    }

    private Json await(String what, Predicate<Json> ready) {
        for (int look = 0; look < LOOKS && !stopped; look++) {
            Json found = described();
            if (ready.test(found)) {
                return found;
            }
            if (found.text("Status").isEmpty() || found.text("Status").matches(".*(failed|inaccessible).*")) {
                throw new CommandException("RDS did not restore the cluster " + id + ": its state is "
                        + (found.text("Status").isEmpty() ? "unknown" : found.text("Status"))
                        + ". The events of the cluster in the RDS console name the cause.");
            }
            giveSign();
            aws.untilNextLook();
        }
        throw new CommandException(
                stopped ? "The restore test was interrupted." : "RDS did not complete " + what + " within an hour.");
    }

    private void giveSign() {
        long now = Instant.now().getEpochSecond();
        if (now - lastSign >= BETWEEN_SIGNS) {
            lastSign = now;
            aws.run(
                    "rds",
                    "add-tags-to-resource",
                    "--resource-name",
                    source.text("DBClusterArn").replaceFirst(":cluster:.*", ":cluster:" + id),
                    "--tags",
                    "Key=" + ALIVE + ",Value=" + now);
        }
    }

    private Json described() {
        return aws.find("rds", "describe-db-clusters", "--db-cluster-identifier", id)
                .map(found -> found.at("DBClusters").first())
                .orElse(Json.NOTHING);
    }

    private static boolean isAvailable(Json cluster) {
        return cluster.text("Status").equals("available");
    }

    private String instance() {
        return id + "-1";
    }
}
