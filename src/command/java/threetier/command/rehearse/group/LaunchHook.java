package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import threetier.command.template.Resource;

/**
 * A lifecycle hook of a group.
 *
 * @param heartbeat how long an instance waits for its completion
 * @param abandons whether an instance that is not completed in this time is given up
 */
public record LaunchHook(Duration heartbeat, boolean abandons) {

    static final String LAUNCHING = "autoscaling:EC2_INSTANCE_LAUNCHING";
    static final String TERMINATING = "autoscaling:EC2_INSTANCE_TERMINATING";
    /** AWS's default: https://docs.aws.amazon.com/autoscaling/ec2/userguide/lifecycle-hooks.html. */
    private static final String HOUR = "3600";

    /** The hook that a group declares for this transition. */
    static Optional<LaunchHook> of(Resource group, String transition) {
        return group.maps("LifecycleHookSpecificationList").stream()
                .filter(hook -> transition.equals(hook.get("LifecycleTransition")))
                .findFirst()
                .map(LaunchHook::of);
    }

    private static LaunchHook of(Map<String, Object> hook) {
        return new LaunchHook(
                Duration.ofSeconds(Long.parseLong(
                        hook.getOrDefault("HeartbeatTimeout", HOUR).toString())),
                !"CONTINUE".equals(hook.get("DefaultResult")));
    }
}
