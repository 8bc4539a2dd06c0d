package threetier.command.deploy;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Proves that the database of a stack can be restored: restores it beside, has a function of the stack compare both,
 * and removes what was restored, also after a failure or Ctrl-C. The stack is not changed.
 */
public final class RestoreRehearsal {

    private final Aws aws;
    private final Path project;
    private final Consumer<String> say;

    public RestoreRehearsal(Aws aws, Path project, Consumer<String> say) {
        this.aws = aws;
        this.project = project;
        this.say = say;
    }

    /**
     * @param until the time whose state is restored, with its offset from UTC; empty for the latest possible time
     * @param snapshot the name or ARN of the snapshot that is restored instead; empty for none
     * @throws CommandException if the restore fails, if the restored database lacks something, or if what was restored
     *     could not be removed; the message says which
     */
    public void run(String name, String until, String snapshot) {
        if (!until.isEmpty() && !snapshot.isEmpty()) {
            throw new CommandException("A snapshot has one time only. Leave out --until or --snapshot.");
        }
        Map<String, String> outputs = new Stack(aws, name, say).outputs();
        if (!outputs.containsKey("RestoreFunction")) {
            throw new CommandException(
                    "There is no stack " + name + " in " + aws.region()
                            + " with a function for restore tests. A stack of an older version gets one with ./three-tier deploy.");
        }
        RestoredCluster restored = RestoredCluster.beside(aws, outputs.get("Cluster"))
                .orElseThrow(() -> new CommandException("The stack " + name + " has lost its cluster "
                        + outputs.get("Cluster") + ". Restore it: docs/restore.md"));
        List<String> origin = snapshot.isEmpty()
                ? pointInTime(restored.source(), until)
                : List.of(
                        "restore-db-cluster-from-snapshot",
                        "--snapshot-identifier",
                        snapshot,
                        "--engine",
                        "aurora-mysql",
                        // Otherwise RDS takes the default version of the region
                        "--engine-version",
                        version(snapshot));
        restored.refuseIfInUse();
        if (restored.exists()) {
            timed("removed the remains of an interrupted restore test", restored::remove);
        }
        Instant start = Instant.now();
        Thread interrupted = new Thread(() -> {
            restored.stop();
            say.accept("Removing what was restored, which takes some minutes");
            removeOrSay(restored);
        });
        Runtime.getRuntime().addShutdownHook(interrupted);
        try {
            prove(restored, origin, outputs.get("RestoreFunction"));
        } catch (CommandException failure) {
            say.accept("The restore test has failed; removing what was restored");
            removeOrSay(restored);
            throw failure;
        } finally {
            forget(interrupted);
        }
        timed("removed what was restored", restored::remove);
        say.accept("The backup can be restored: proven in " + text(Duration.between(start, Instant.now())) + ".");
    }

    private String version(String snapshot) {
        return aws.json("rds", "describe-db-cluster-snapshots", "--db-cluster-snapshot-identifier", snapshot)
                .at("DBClusterSnapshots")
                .first()
                .text("EngineVersion");
    }

    private static List<String> pointInTime(Json source, String until) {
        List<String> origin = List.of(
                "restore-db-cluster-to-point-in-time",
                "--source-db-cluster-identifier",
                source.text("DBClusterIdentifier"));
        if (until.isEmpty()) {
            return with(origin, "--use-latest-restorable-time");
        }
        Instant time = instant(until);
        Instant first = instant(source.text("EarliestRestorableTime"));
        Instant last = instant(source.text("LatestRestorableTime"));
        if (time.isBefore(first) || time.isAfter(last)) {
            throw new CommandException("RDS can restore a time from " + first + " to " + last + ", not " + time + ".");
        }
        return with(origin, "--restore-to-time", time.toString());
    }

    private static List<String> with(List<String> origin, String... more) {
        return Stream.concat(origin.stream(), Stream.of(more)).toList();
    }

    private static Instant instant(String text) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException wrong) {
            throw new CommandException("A time looks like 2026-11-27T03:00:00Z, not \"" + text + "\"", wrong);
        }
    }

    private void prove(RestoredCluster restored, List<String> origin, String function) {
        timed("restored the cluster", () -> restored.restore(origin));
        timed("gave it an instance", restored::addInstance);
        Json cluster = timed("gave it a new administrator's password", restored::renewPassword);
        String report = timed("compared it with the database in use", () -> compare(cluster, function));
        say.accept("  " + report);
    }

    private String compare(Json cluster, String function) {
        String event = Json.of(
                Map.of("Host", cluster.text("Endpoint"), "Secret", cluster.text("MasterUserSecret", "SecretArn")));
        String answer = new SleepingFunction(aws, function, say)
                .ask(event, project, "find in the restored database what the one in use has");
        return Json.parse(answer).text();
    }

    private void timed(String done, Runnable step) {
        timed(done, () -> {
            step.run();
            return null;
        });
    }

    private <T> T timed(String done, Supplier<T> step) {
        Instant start = Instant.now();
        T result = step.get();
        say.accept(String.format("  %-50s %s", done, text(Duration.between(start, Instant.now()))));
        return result;
    }

    private static String text(Duration duration) {
        return duration.toMinutes() == 0
                ? duration.toSeconds() + " s"
                : duration.toMinutes() + " min " + duration.toSecondsPart() + " s";
    }

    /** After a failure or Ctrl-C, the cause is more important than a failed removal. */
    private void removeOrSay(RestoredCluster restored) {
        try {
            timed("removed what was restored", restored::remove);
        } catch (CommandException left) {
            say.accept(left.getMessage());
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException shuttingDown) {
            // The hook itself removes what was restored
        }
    }
}
