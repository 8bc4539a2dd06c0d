package threetier.command.deploy;

import java.util.List;
import threetier.command.error.CommandException;

/**
 * The public balancer of a stack, as clients reach it. It is closed by giving it another security group, and opened by
 * giving it its own. So its state is always in AWS, and no rule can be lost.
 */
final class Entrance {

    private final Aws aws;
    private final String balancer;
    private final String own;
    private final String closed;

    /**
     * @param output the stack's output {@code Entrance}
     * @throws CommandException if the stack was deployed by a version without it
     */
    Entrance(Aws aws, String output) {
        this.aws = aws;
        String[] parts = output.split(" ");
        if (parts.length != 3) {
            throw new CommandException("The stack in " + aws.region()
                    + " does not tell which balancer is public. Deploy this version of the project first.");
        }
        balancer = parts[0];
        own = parts[1];
        closed = parts[2];
    }

    boolean isClosed() {
        List<String> groups = aws
                .json("elbv2", "describe-load-balancers", "--load-balancer-arns", balancer)
                .at("LoadBalancers")
                .first()
                .at("SecurityGroups")
                .items()
                .stream()
                .map(group -> group.text())
                .toList();
        return !groups.contains(own);
    }

    void close() {
        groups(closed);
    }

    void open() {
        groups(own);
    }

    private void groups(String group) {
        aws.json("elbv2", "set-security-groups", "--load-balancer-arn", balancer, "--security-groups", group);
    }
}
