package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.scale.GroupState;

class DeployedGroupsTest extends RecordedAws {

    private static final String SCALING = "{\"ParameterKey\": \"Scaling\", \"ParameterValue\": \"target\"},"
            + "{\"ParameterKey\": \"TargetCpu\", \"ParameterValue\": \"40\"},";

    @Test
    void aGroupHasTheNodesInServiceAndTheirNewestCpu() {
        fake.answers(
                "cloudformation-describe-stacks",
                withOutputs(stack("CREATE_COMPLETE"), "AppNodes", "app", "WebNodes", "web")
                        .replace("\"Parameters\": [", "\"Parameters\": [" + SCALING));
        fake.answers(
                "autoscaling-describe-auto-scaling-groups",
                "{\"AutoScalingGroups\": [{\"DesiredCapacity\": 3, \"Instances\": [" + node("i-1", "InService") + ", "
                        + node("i-2", "Pending:Wait") + "]}]}");
        fake.answers("ec2-describe-instance-types", "{\"InstanceTypes\": [{\"VCpuInfo\": {\"DefaultVCpus\": 2}}]}");
        fake.answers(
                "cloudwatch-get-metric-statistics",
                "{\"Datapoints\": [{\"Timestamp\": \"2026-11-28T20:02:00Z\", \"Average\": 71.5},"
                        + " {\"Timestamp\": \"2026-11-28T20:01:00Z\", \"Average\": 12}]}");
        assertEquals(
                List.of(
                        new GroupState("App/Nodes", 3, Set.of("i-1"), 2, Map.of("i-1", 71.5), 40),
                        new GroupState("Web/Nodes", 3, Set.of("i-1"), 2, Map.of("i-1", 71.5), 40)),
                new DeployedGroups(aws(), "three-tier").states());
        assertTrue(fake.called("Name=InstanceId,Value=i-1"));
    }

    private static String node(String id, String state) {
        return "{\"InstanceId\": \"" + id + "\", \"InstanceType\": \"t4g.small\", \"LifecycleState\": \"" + state
                + "\"}";
    }

    @Test
    void aStackOfAnOlderVersionIsRefused() {
        fake.answers("cloudformation-describe-stacks", stack("CREATE_COMPLETE"));
        String message = assertThrows(CommandException.class, () -> new DeployedGroups(aws(), "three-tier"))
                .getMessage();
        assertTrue(message.contains("does not tell its groups"), message);
    }
}
