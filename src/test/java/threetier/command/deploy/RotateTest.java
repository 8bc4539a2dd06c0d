package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** {@code rotate}. */
class RotateTest extends RecordedAws {

    /** A stack whose nodes can be replaced, and are healthy. */
    @BeforeEach
    void deployed() {
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("CREATE_COMPLETE"), "SchemaFunction", "f", "AppNodes", "g"));
        fake.answers("lambda-invoke", "{\"StatusCode\": 200}");
        fake.answers("autoscaling-start-instance-refresh", "{\"InstanceRefreshId\": \"r\"}");
        fake.answers(
                "autoscaling-describe-instance-refreshes", "{\"InstanceRefreshes\": [{\"Status\": \"Successful\"}]}");
        fake.answers(
                "autoscaling-describe-auto-scaling-groups",
                "{\"AutoScalingGroups\": [{\"TargetGroupARNs\": [\"arn:targets\"], \"Instances\": ["
                        + node("i-1", "InService") + ", " + node("i-2", "InService") + ", " + node("i-0", "Terminating")
                        + "]}]}");
        fake.answers("elbv2-describe-target-health", targets("healthy"));
    }

    @Test
    void aFunctionThatHasFallenAsleepIsWoken() {
        fake.failsOnly(
                        "lambda-invoke",
                        "An error occurred (ResourceConflictException) when calling the Invoke operation: The operation cannot be "
                                + "performed at this time. The function is currently in the following state: Pending")
                .answers("lambda-invoke", "{\"StatusCode\": 200}");
        rotate();
        assertTrue(fake.called("lambda wait function-active-v2 --function-name f"));
        assertEquals(
                2,
                fake.calls().stream()
                        .filter(call -> call.contains("{\"Rotate\": \"begin\"}"))
                        .count());
    }

    @Test
    void passwordsAreRotatedAroundTheReplacementOfTheNodes() {
        fake.answersOnly(
                "autoscaling-describe-instance-refreshes",
                "{\"InstanceRefreshes\": [{\"Status\": \"InProgress\", \"PercentageComplete\": 50}]}",
                "{\"InstanceRefreshes\": [{\"Status\": \"Failed\", \"StatusReason\": \"a node is unhealthy\"}]}",
                "{\"InstanceRefreshes\": [{\"Status\": \"Successful\"}]}");
        assertTrue(
                assertThrows(CommandException.class, this::rotate).getMessage().contains("a node is unhealthy"));
        assertFalse(fake.called("\"end\""), "the old password is still needed");
        rotate();
        assertTrue(index("lambda invoke") < index("autoscaling start-instance-refresh")
                && fake.called("{\"Rotate\": \"end\"}"));
    }

    /** The balancer may refuse a node only after the refresh. */
    @Test
    void theOldPasswordsEndOnlyWhenTheBalancerSendsRequestsToEveryNode() {
        fake.answersOnly("elbv2-describe-target-health", targets("initial"), targets("healthy"));
        rotate();
        assertTrue(said.contains("  waiting for the balancer: i-2 is initial"), said.toString());
        int health = index("elbv2 describe-target-health --target-group-arn arn:targets");
        int end = fake.calls()
                .indexOf(fake.calls().stream()
                        .filter(call -> call.contains("{\"Rotate\": \"end\"}"))
                        .findFirst()
                        .orElseThrow());
        assertTrue(index("autoscaling start-instance-refresh") < health && health < end);
    }

    @Test
    void theOldPasswordsStayWhileANodeGetsNoRequests() {
        fake.answersOnly("elbv2-describe-target-health", targets("unhealthy").replace("i-1", "i-0"));
        assertEquals("""
                The balancer does not send requests to every node: i-1 is not registered, i-2 is unhealthy.
                Run it again; the old passwords stay valid until it succeeds.""", assertThrows(CommandException.class, this::rotate).getMessage());
        assertFalse(fake.called("\"end\""));
    }

    private static String node(String id, String state) {
        return "{\"InstanceId\": \"" + id + "\", \"LifecycleState\": \"" + state + "\"}";
    }

    /** The node i-1 is healthy; i-2 has this state. */
    private static String targets(String state) {
        return "{\"TargetHealthDescriptions\": [{\"Target\": {\"Id\": \"i-1\"}, \"TargetHealth\": {\"State\": \"healthy\"}}, "
                + "{\"Target\": {\"Id\": \"i-2\"}, \"TargetHealth\": {\"State\": \"" + state + "\"}}]}";
    }

    private void rotate() {
        new PasswordRotation(aws(), project, said::add).run("three-tier");
    }
}
