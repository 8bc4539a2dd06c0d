package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import threetier.command.json.Json;

/**
 * Makes CloudFormation itself refuse to replace or remove the database, even if a preview was wrong. The policy of a
 * stack does not protect the resources of its nested stacks, so the nested stack of the database gets a policy too.
 */
final class StackPolicy {

    private static final String NESTED = "Database";
    private static final String CLUSTER = "Cluster";

    private final Aws aws;
    private final String stack;

    StackPolicy(Aws aws, String stack) {
        this.aws = aws;
        this.stack = stack;
    }

    /** @param accepted the names or paths of resources whose loss the user accepts */
    void protect(Set<String> accepted) {
        boolean clusterMayGo = accepted.contains(CLUSTER) || accepted.contains(NESTED + "/" + CLUSTER);
        String nested = aws.find(
                        "cloudformation",
                        "describe-stack-resource",
                        "--stack-name",
                        stack,
                        "--logical-resource-id",
                        NESTED)
                .map(found -> found.text("StackResourceDetail", "PhysicalResourceId"))
                .orElse("");
        // A second application has no database of its own, and a policy may only name what the template has
        if (!nested.isEmpty()) {
            set(stack, NESTED, accepted.contains(NESTED));
            set(nested, CLUSTER, clusterMayGo);
        }
    }

    private void set(String name, String resource, boolean mayGo) {
        Map<String, Object> allowed =
                Map.of("Effect", "Allow", "Action", "Update:*", "Principal", "*", "Resource", "*");
        Map<String, Object> denied = Map.of(
                "Effect",
                "Deny",
                "Action",
                List.of("Update:Replace", "Update:Delete"),
                "Principal",
                "*",
                "Resource",
                "LogicalResourceId/" + resource);
        aws.run(
                "cloudformation",
                "set-stack-policy",
                "--stack-name",
                name,
                "--stack-policy-body",
                Json.of(Map.of("Statement", mayGo ? List.of(allowed) : List.of(allowed, denied))));
    }
}
