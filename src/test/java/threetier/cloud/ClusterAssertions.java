package threetier.cloud;

import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** App nodes form a cluster only with replication. They find each other by tags, and only those of their own stack. */
final class ClusterAssertions implements Assertion {

    private static final Pattern SETTING = Pattern.compile("(?m)^CLUSTER_(\\w+=.*)$");
    private static final String DISCOVERY = "ec2:DescribeInstances";

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        boolean replication = deployment.parameter("Sessions").equals("replication");
        Set<String> settings = SETTING.matcher(NodeAssertions.userData(deployment, "App"))
                .results()
                .map(MatchResult::group)
                .map(line -> line.replaceFirst("CLUSTER_", ""))
                .collect(Collectors.toSet());
        Set<String> expected =
                replication ? Set.of("MEMBERS=ec2:three-tier=stack,role=app", "NAME=stack", "PORT=7900") : Set.of();
        problems.expect(settings.equals(expected), "the settings of the cluster are " + settings);
        problems.expect(
                deployment.resource("App/Nodes").maps("Tags").toString().contains("Key=role, Value=app"),
                "app nodes lack the tag by which they find each other");
        for (Resource role : deployment.resources("AWS::IAM::Role")) {
            boolean allowed = role.properties().toString().contains(DISCOVERY);
            boolean needed = replication && role.id().equals("App/Role")
                    || deployment.applicationParameter("Sessions").equals("replication")
                            && role.id().equals(EvaluatedStack.BESIDE + "App/Role");
            problems.expect(allowed == needed, role.id() + (needed ? " lacks " : " does not need ") + DISCOVERY);
        }
    }
}
