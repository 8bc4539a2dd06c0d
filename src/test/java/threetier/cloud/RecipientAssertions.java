package threetier.cloud;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * Who gets alarms, logs and metrics: the topic, log groups, the bucket of the access logs, and the agent's namespace.
 */
final class RecipientAssertions implements Assertion {

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        topic(deployment, problems);
        bucket(deployment, problems);
        for (Resource group : deployment.resources("AWS::Logs::LogGroup")) {
            problems.expect(
                    group.text("RetentionInDays").equals(deployment.parameter("LogDays")),
                    group.id() + " does not keep its logs for the chosen time");
        }
        for (Resource filter : deployment.resources("AWS::Logs::MetricFilter")) {
            problems.expect(
                    filter.text("LogGroupName").matches("(Beside/)?Web/LogGroup"),
                    filter.id() + " reads no access log");
        }
        for (String tier : List.of("Web", "App")) {
            agent(deployment, tier, problems);
            problems.expect(
                    deployment
                            .resource(tier + "/Nodes")
                            .text("NotificationConfigurations")
                            .equals("[{TopicARN=Recipients/Topic,"
                                    + " NotificationTypes=[autoscaling:EC2_INSTANCE_LAUNCH_ERROR]}]"),
                    tier + ": nobody learns why a launch failed");
        }
    }

    private static void topic(EvaluatedStack deployment, Problems problems) {
        subscribed(deployment, "Recipients", problems);
        if (deployment.behindEdge()) {
            subscribed(deployment, "Edge", problems);
        }
    }

    private static void subscribed(EvaluatedStack deployment, String stack, Problems problems) {
        List<Resource> subscriptions = deployment.resources("AWS::SNS::Subscription").stream()
                .filter(subscription -> subscription.id().startsWith(stack + "/"))
                .toList();
        String address = deployment.parameter("AlarmEmail");
        problems.expect(
                address.isEmpty()
                        ? subscriptions.isEmpty()
                        : subscriptions.size() == 1
                                && subscriptions.get(0).text("Endpoint").equals(address)
                                && subscriptions.get(0).text("TopicArn").equals(stack + "/Topic"),
                "the address does not get the alarms");
        policy(deployment.resource(stack + "/TopicPolicy"), "cloudwatch.amazonaws.com", "sns:Publish", problems);
    }

    private static void bucket(EvaluatedStack deployment, Problems problems) {
        String chosen = deployment.parameter("AccessLogBucket");
        boolean on = !chosen.isEmpty();
        deployment
                .entrances()
                .forEach(entrance -> problems.attributes(
                        deployment.resource(entrance + "/Balancer"),
                        "LoadBalancerAttributes",
                        Map.of(
                                "access_logs.s3.enabled",
                                String.valueOf(on),
                                "access_logs.s3.bucket",
                                chosen.equals("new") ? "Recipients/Bucket" : chosen)));
        List<Resource> buckets = deployment.resources("AWS::S3::Bucket").stream()
                .filter(bucket -> !bucket.id().equals("Edge/Pages"))
                .toList();
        problems.expect(buckets.size() == (chosen.equals("new") ? 1 : 0), "a bucket that was not chosen");
        for (Resource bucket : buckets) {
            problems.expect(
                    bucket.text("PublicAccessBlockConfiguration")
                            .equals("{BlockPublicAcls=true, BlockPublicPolicy=true, IgnorePublicAcls=true,"
                                    + " RestrictPublicBuckets=true}"),
                    bucket.id() + " may be public");
            problems.expect(
                    bucket.text("BucketEncryption").contains("SSEAlgorithm=AES256"),
                    bucket.id() + " has an encryption that balancers cannot use");
            problems.expect(
                    bucket.text("LifecycleConfiguration")
                            .contains("ExpirationInDays=" + deployment.parameter("LogDays") + "}"),
                    bucket.id() + " does not keep its logs for the chosen time");
            problems.expect(
                    "RetainExceptOnCreate".equals(bucket.definition().get("DeletionPolicy")),
                    bucket.id() + " prevents the deletion of the stack");
            policy(
                    deployment.resource("Recipients/BucketPolicy"),
                    "logdelivery.elasticloadbalancing.amazonaws.com",
                    "s3:PutObject",
                    problems);
        }
    }

    /** The policy lets one service do one thing, and lets nobody do anything without TLS. */
    private static void policy(Resource policy, String service, String action, Problems problems) {
        List<Map<String, Object>> statements = Template.list(
                        policy.map("PolicyDocument").get("Statement"))
                .stream()
                .map(Template::map)
                .toList();
        problems.expect(
                statements.stream()
                        .filter(statement -> "Allow".equals(statement.get("Effect")))
                        .allMatch(statement -> Map.of("Service", service).equals(statement.get("Principal"))
                                && action.equals(statement.get("Action"))),
                policy.id() + " allows more than " + action + " to " + service);
        problems.expect(
                statements.stream()
                        .anyMatch(statement -> "Deny".equals(statement.get("Effect"))
                                && "{Bool={aws:SecureTransport=false}}"
                                        .equals(statement.get("Condition").toString())),
                policy.id() + " allows requests without TLS");
    }

    /** The agent may publish only in its own namespace, and sends its logs to the group that it may write to. */
    private static void agent(EvaluatedStack deployment, String tier, Problems problems) {
        String namespace = PublishedMetric.namespace(deployment, tier);
        String policies = deployment.resource(tier + "/Role").text("Policies");
        problems.expect(
                policies.contains("Action=cloudwatch:PutMetricData, Resource=*, "
                        + "Condition={StringEquals={cloudwatch:namespace=" + namespace + "}}"),
                tier + ": the agent may publish in any namespace, or not in its own");
        String script = NodeAssertions.userData(deployment, tier);
        problems.expect(
                script.contains("\nLOG_GROUP=" + tier + "/LogGroup\n"),
                tier + ": the agent does not know the log group of the " + tier.toLowerCase(Locale.ROOT) + " tier");
        problems.expect(
                policies.contains("[logs:CreateLogStream, logs:PutLogEvents], Resource=" + tier + "/LogGroup.Arn"),
                tier + ": the agent may not write to the log group");
    }
}
