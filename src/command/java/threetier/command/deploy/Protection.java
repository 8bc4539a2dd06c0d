package threetier.command.deploy;

import java.util.List;
import java.util.function.Consumer;
import threetier.command.json.Json;

/**
 * Removes the deletion protection of the database and the balancers. The protection is removed directly at each
 * resource, because a stack whose creation or removal failed accepts no update.
 */
final class Protection {

    private final Aws aws;
    private final String stack;
    private final Consumer<String> say;

    Protection(Aws aws, String stack, Consumer<String> say) {
        this.aws = aws;
        this.stack = stack;
        this.say = say;
    }

    void lift() {
        for (Json nested : resources(stack, "AWS::CloudFormation::Stack")) {
            String inside = nested.text("PhysicalResourceId");
            for (Json cluster : resources(inside, "AWS::RDS::DBCluster")) {
                tell(nested, cluster);
                aws.json(
                        "rds",
                        "modify-db-cluster",
                        "--db-cluster-identifier",
                        cluster.text("PhysicalResourceId"),
                        "--no-deletion-protection");
            }
            for (Json balancer : resources(inside, "AWS::ElasticLoadBalancingV2::LoadBalancer")) {
                tell(nested, balancer);
                aws.json(
                        "elbv2",
                        "modify-load-balancer-attributes",
                        "--load-balancer-arn",
                        balancer.text("PhysicalResourceId"),
                        "--attributes",
                        "Key=deletion_protection.enabled,Value=false");
            }
        }
    }

    private void tell(Json nested, Json resource) {
        say.accept("removing the deletion protection of " + nested.text("LogicalResourceId") + "/"
                + resource.text("LogicalResourceId"));
    }

    /** The existing resources of this type. */
    private List<Json> resources(String owner, String type) {
        return aws
                .json("cloudformation", "describe-stack-resources", "--stack-name", owner)
                .at("StackResources")
                .items()
                .stream()
                .filter(resource -> resource.text("ResourceType").equals(type)
                        && !resource.text("PhysicalResourceId").isEmpty()
                        && !resource.text("ResourceStatus").equals("DELETE_COMPLETE"))
                .toList();
    }
}
