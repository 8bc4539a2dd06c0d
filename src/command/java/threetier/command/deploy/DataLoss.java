package threetier.command.deploy;

import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import threetier.command.error.CommandException;

/** Refuses changes that would lose the data of the database. */
final class DataLoss {

    /**
     * Types of resources whose replacement loses the data. A cluster cannot move to another subnet group, so the
     * replacement of the subnet group would also replace the cluster.
     */
    private static final Set<String> PRECIOUS =
            Set.of("AWS::RDS::DBCluster", "AWS::RDS::GlobalCluster", "AWS::RDS::DBSubnetGroup");

    private final Aws aws;
    private final Consumer<String> say;

    DataLoss(Aws aws, Consumer<String> say) {
        this.aws = aws;
        this.say = say;
    }

    /**
     * @param accepted the names or paths of resources whose loss the user accepts
     * @throws CommandException if the changes lose, or could lose, a resource with data that is not in {@code accepted}
     */
    void refuse(List<ResourceChange> changes, Set<String> accepted) {
        for (ResourceChange change : changes) {
            if (!change.ends() || !isPrecious(change)) {
                continue;
            }
            if (accepted.contains(change.name()) || accepted.contains(change.path())) {
                say.accept(change.path() + " may be replaced or removed, as --replace says; a final snapshot stays.");
                continue;
            }
            throw new CommandException("This update " + change.verb() + " " + change.path() + " (" + change.type()
                    + "), and with it the data. Nothing was changed.\n"
                    + (change.causes().isEmpty()
                            ? ""
                            : "  The cause is a change of " + String.join(", ", change.causes()) + ".\n")
                    + "  Undo what causes it. To start with an empty database on purpose, name the resource: --replace "
                    + change.name());
        }
    }

    private boolean isPrecious(ResourceChange change) {
        return PRECIOUS.contains(change.type())
                || change.type().equals("AWS::CloudFormation::Stack")
                        && !change.physical().isEmpty()
                        && aws
                                .json("cloudformation", "describe-stack-resources", "--stack-name", change.physical())
                                .at("StackResources")
                                .items()
                                .stream()
                                .anyMatch(resource -> PRECIOUS.contains(resource.text("ResourceType")));
    }
}
