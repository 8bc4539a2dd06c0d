package threetier.command.rehearse.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** Auto Scaling, as far as a new instance asks: its state, and the end of its launch hook. */
final class LaunchHooks implements AwsApi {

    private static final String WAITING = "Pending:Wait";

    private final EvaluatedStack deployment;
    private final Callers callers;
    private final RehearsalEvents events;
    private final PhysicalNames names = new PhysicalNames();
    private final Map<String, String> states = new ConcurrentHashMap<>();

    LaunchHooks(EvaluatedStack deployment, Callers callers, RehearsalEvents events) {
        this.deployment = deployment;
        this.callers = callers;
        this.events = events;
    }

    @Override
    public String resource(ApiCall call) {
        return call.operation().equals("CompleteLifecycleAction")
                ? PhysicalNames.arn(
                        "autoscaling", "autoScalingGroup:0:autoScalingGroupName/" + call.text("AutoScalingGroupName"))
                : "*";
    }

    @Override
    public synchronized Object answer(ApiCall call) {
        return switch (call.operation()) {
            case "DescribeAutoScalingInstances" -> Map.of("AutoScalingInstances", described(call));
            case "CompleteLifecycleAction" -> completed(call);
            default -> throw AwsApi.notPlayed(call);
        };
    }

    private List<Map<String, Object>> described(ApiCall call) {
        List<Map<String, Object>> found = new ArrayList<>();
        for (String id : call.items("InstanceIds", "")) {
            callers.instance(id)
                    .ifPresent(instance -> found.add(Map.of(
                            "InstanceId",
                            id,
                            "AutoScalingGroupName",
                            groupName(instance),
                            "AvailabilityZone",
                            instance.zone(),
                            "LifecycleState",
                            state(instance),
                            "HealthStatus",
                            "HEALTHY",
                            "ProtectedFromScaleIn",
                            "false")));
        }
        return found;
    }

    private Map<String, Object> completed(ApiCall call) {
        String id = call.text("InstanceId");
        String result = call.text("LifecycleActionResult");
        Caller instance = callers.instance(id)
                .filter(caller -> groupName(caller).equals(call.text("AutoScalingGroupName")))
                .filter(caller -> hook(caller).equals(call.text("LifecycleHookName")))
                .filter(caller -> state(caller).equals(WAITING))
                .orElseThrow(() -> new ApiError(
                        "ValidationError",
                        ApiError.BAD_REQUEST,
                        "No active Lifecycle Action found with instance ID " + id));
        states.put(id, result.equals("CONTINUE") ? "InService" : "Terminating");
        events.write("lifecycle", instance, Map.of("group", instance.resource(), "result", result));
        return Map.of();
    }

    /** The group has put an instance with a launch hook into this state, and one without a hook into service. */
    private String state(Caller instance) {
        return states.computeIfAbsent(instance.instance(), id -> hook(instance).isEmpty() ? "InService" : WAITING);
    }

    private String hook(Caller instance) {
        return deployment.resource(instance.resource()).maps("LifecycleHookSpecificationList").stream()
                .filter(hook -> "autoscaling:EC2_INSTANCE_LAUNCHING".equals(hook.get("LifecycleTransition")))
                .map(hook -> hook.get("LifecycleHookName").toString())
                .findFirst()
                .orElse("");
    }

    private String groupName(Caller instance) {
        Resource group = deployment.resource(instance.resource());
        return names.reference(group.id(), group.type());
    }
}
