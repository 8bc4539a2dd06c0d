package threetier.deploy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Follows a stack and those nested in it until it stands still, and remembers the first thing that went wrong. */
final class Progress {

    private final Aws aws;
    private final Consumer<String> say;
    private final long start = System.nanoTime();
    /** Stacks by their ids; the root's path is empty. */
    private final Map<String, String> paths = new LinkedHashMap<>();
    private final Set<String> seen = new HashSet<>();
    private String cause;
    /** Until something has happened the state is that from before. */
    private boolean begun;

    Progress(Aws aws, String stackId, Consumer<String> say) {
        this.aws = aws;
        this.say = say;
        paths.put(stackId, "");
    }

    /** What has happened so far is no news. */
    Progress sinceNow() {
        events(event -> { });
        return this;
    }

    /** @return the state in which the stack stands still; {@code DELETE_COMPLETE} when it is gone */
    String follow() {
        String stack = paths.keySet().iterator().next();
        while (true) {
            events(this::tell);
            String state = aws.find("cloudformation", "describe-stacks", "--stack-name", stack)
                    .map(found -> found.at("Stacks").first().text("StackStatus")).orElse("DELETE_COMPLETE");
            if (begun && !state.endsWith("_IN_PROGRESS")) {
                events(this::tell);
                return state;
            }
            Pause.untilNext();
        }
    }

    /** The first thing that went wrong, in words; empty when nothing did. */
    Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    private void events(Consumer<Json> tell) {
        for (String stack : List.copyOf(paths.keySet())) {
            List<Json> fresh = new ArrayList<>(aws.find("cloudformation", "describe-stack-events", "--stack-name", stack)
                    .map(found -> found.at("StackEvents").items()).orElse(List.of()));
            // The newest comes first
            Collections.reverse(fresh);
            for (Json event : fresh) {
                if (seen.add(event.text("EventId"))) {
                    String physical = event.text("PhysicalResourceId");
                    if (event.text("ResourceType").equals("AWS::CloudFormation::Stack") && !physical.isEmpty()
                            && !physical.equals(event.text("StackId"))) {
                        paths.putIfAbsent(physical, paths.get(stack) + event.text("LogicalResourceId") + "/");
                    }
                    tell.accept(event);
                }
            }
        }
    }

    private void tell(Json event) {
        begun = true;
        String name = paths.getOrDefault(event.text("StackId"), "") + event.text("LogicalResourceId");
        String reason = event.text("ResourceStatusReason");
        say.accept(String.format("%5d s  %-40s %s%s", (System.nanoTime() - start) / 1_000_000_000, name, event.text("ResourceStatus"),
                reason.isEmpty() ? "" : ": " + reason));
        boolean follows = reason.contains("cancelled") || reason.startsWith("Embedded stack")
                || reason.startsWith("The following resource(s) failed");
        if (cause == null && event.text("ResourceStatus").endsWith("_FAILED") && !follows) {
            cause = name + ": " + reason;
        }
        // A node that failed says where its log is; read at once, because a rollback removes it
        Bootstrap.of(reason).ifPresent(log -> cause = name + ": " + reason + "\n" + log.read(aws));
    }
}
