package threetier.command.deploy;

import java.util.List;
import java.util.function.Consumer;

/**
 * The database's readers that autoscaling has added. These readers belong to no stack. The cluster cannot be deleted
 * before they are deleted.
 */
final class Readers {

    /** The name prefix of readers added by Application Auto Scaling. */
    private static final String MADE_BY_LOAD = "application-autoscaling-";

    private final Aws aws;
    private final String cluster;
    private final Consumer<String> say;

    Readers(Aws aws, String cluster, Consumer<String> say) {
        this.aws = aws;
        this.cluster = cluster;
        this.say = say;
    }

    void remove() {
        List<String> readers = aws
                .json("rds", "describe-db-instances", "--filters", "Name=db-cluster-id,Values=" + cluster)
                .at("DBInstances")
                .items()
                .stream()
                .filter(instance -> !instance.text("DBInstanceStatus").equals("deleting"))
                .map(instance -> instance.text("DBInstanceIdentifier"))
                .filter(name -> name.startsWith(MADE_BY_LOAD))
                .toList();
        if (readers.isEmpty()) {
            return;
        }
        // Without this step, autoscaling could add readers again
        aws.json(
                "application-autoscaling",
                "register-scalable-target",
                "--service-namespace",
                "rds",
                "--resource-id",
                "cluster:" + cluster,
                "--scalable-dimension",
                "rds:cluster:ReadReplicaCount",
                "--suspended-state",
                "DynamicScalingInSuspended=true,DynamicScalingOutSuspended=true,ScheduledScalingSuspended=true");
        for (String reader : readers) {
            say.accept("removing the reader " + reader + ", which autoscaling has added");
            aws.json("rds", "delete-db-instance", "--db-instance-identifier", reader, "--skip-final-snapshot");
        }
    }
}
