package threetier.cloud;

import java.util.Map;
import java.util.Set;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Roles allow only explicit actions on explicit resources. */
final class PolicyAssertions implements Assertion {

    /** Actions that IAM cannot restrict to a resource. */
    private static final Set<String> ON_EVERYTHING = Set.of(
            "autoscaling:DescribeAutoScalingInstances",
            "elasticloadbalancing:DescribeTargetHealth",
            "ssm:UpdateInstanceInformation",
            "ssmmessages:CreateControlChannel",
            "ssmmessages:CreateDataChannel",
            "ssmmessages:OpenControlChannel",
            "ssmmessages:OpenDataChannel",
            "ec2messages:AcknowledgeMessage",
            "ec2messages:DeleteMessage",
            "ec2messages:FailMessage",
            "ec2messages:GetEndpoint",
            "ec2messages:GetMessages",
            "ec2messages:SendReply",
            "ec2:CreateNetworkInterface",
            "ec2:DescribeInstances",
            "ec2:DescribeNetworkInterfaces",
            "ec2:DescribeSubnets",
            "ec2:DeleteNetworkInterface",
            "ec2:AssignPrivateIpAddresses",
            "ec2:UnassignPrivateIpAddresses",
            "secretsmanager:GetRandomPassword",
            "cloudwatch:PutMetricData",
            "backup:ListBackupJobs",
            "backup:ListRestoreJobs",
            "backup:PutRestoreValidationResult");

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        for (Resource role : deployment.resources("AWS::IAM::Role")) {
            problems.expect(
                    !role.properties().containsKey("ManagedPolicyArns"), role.id() + " has policies managed elsewhere");
            for (Map<String, Object> policy : role.maps("Policies")) {
                for (Object statement :
                        Template.list(Template.map(policy.get("PolicyDocument")).get("Statement"))) {
                    statement(role, Template.map(statement), problems);
                }
            }
            Object trusted = Template.map(
                            Template.list(role.map("AssumeRolePolicyDocument").get("Statement"))
                                    .get(0))
                    .get("Principal");
            problems.expect(
                    trusted instanceof Map<?, ?> principal && principal.keySet().equals(Set.of("Service")),
                    role.id() + " is not restricted to an AWS service");
        }
    }

    private static void statement(Resource role, Map<String, Object> statement, Problems problems) {
        boolean everything = Resource.items(statement.get("Resource")).stream()
                .anyMatch(resource -> resource.equals("*") || resource.matches("arn:aws:[^:]*:[^:]*:[^:]*:\\*?"));
        for (String action : Resource.items(statement.get("Action"))) {
            problems.expect(!action.contains("*"), role.id() + " may do " + action);
            problems.expect(
                    !everything || ON_EVERYTHING.contains(action),
                    role.id() + " may use " + action + " on every resource");
        }
        problems.expect(
                !statement.containsKey("NotAction") && !statement.containsKey("NotResource"),
                role.id() + " has a policy with an exclusion");
    }
}
