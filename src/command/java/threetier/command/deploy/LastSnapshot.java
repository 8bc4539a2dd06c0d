package threetier.command.deploy;

import java.util.Comparator;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/** The snapshot that remains after the removal of a database. */
final class LastSnapshot {

    private final Aws aws;
    private final String stack;
    private final Consumer<String> say;

    /** @param stack the stack that had the database */
    LastSnapshot(Aws aws, String stack, Consumer<String> say) {
        this.aws = aws;
        this.stack = stack;
        this.say = say;
    }

    /** Prints the name of the snapshot and the command that creates a stack from the snapshot. */
    void tell(String cluster) {
        try {
            String snapshot = aws
                    .json(
                            "rds",
                            "describe-db-cluster-snapshots",
                            "--db-cluster-identifier",
                            cluster,
                            "--snapshot-type",
                            "manual")
                    .at("DBClusterSnapshots")
                    .items()
                    .stream()
                    .max(Comparator.comparing((Json found) -> found.text("SnapshotCreateTime")))
                    .map(found -> found.text("DBClusterSnapshotIdentifier"))
                    .orElse("");
            say.accept(
                    snapshot.isEmpty()
                            ? "The database has left no snapshot."
                            : "The database's last state is the snapshot " + snapshot
                                    + ". To make a stack of it:\n  ./three-tier deploy --stack " + stack + " --region "
                                    + aws.region() + " --param RestoreSnapshot=" + snapshot);
        } catch (CommandException unknown) {
            say.accept("note: the name of the final snapshot could not be read: " + unknown.getMessage());
        }
    }
}
