package threetier.command.deploy;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import threetier.command.json.Json;

/** Follows the events of a stack and its nested stacks until the change ends, and keeps the first failure. */
final class StackProgress {

    private final Aws aws;
    private final Consumer<String> say;
    private final long start = System.nanoTime();
    /** The display paths of the stacks by stack id; the path of the root stack is empty. */
    private final Map<String, String> paths = new LinkedHashMap<>();

    private final Set<String> seen = new HashSet<>();
    /** Events up to this time belong to an earlier change and are not reported. */
    private Instant past = Instant.MIN;

    private String cause;
    private boolean bootstrapRead;
    /** Whether an event of the change has been seen. Until then, the stack still reports its previous state. */
    private boolean begun;

    StackProgress(Aws aws, String stackId, Consumer<String> say) {
        this.aws = aws;
        this.say = say;
        paths.put(stackId, "");
    }

    /** Skips all events so far. */
    StackProgress sinceNow() {
        past = latest(event -> true);
        return this;
    }

    /** Skips all events before the current change of the stack. */
    StackProgress sinceItBegan() {
        past = latest(event -> event.text("PhysicalResourceId").equals(event.text("StackId"))
                        && event.text("ResourceStatus").matches("(CREATE|UPDATE|DELETE)_IN_PROGRESS"))
                .minusMillis(1);
        return this;
    }

    private Instant latest(Predicate<Json> wanted) {
        return history(paths.keySet().iterator().next()).stream()
                .filter(wanted)
                .map(StackProgress::time)
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    /** @return the final state of the stack; {@code DELETE_COMPLETE} if it no longer exists */
    String follow() {
        String stack = paths.keySet().iterator().next();
        while (true) {
            events(this::tell);
            String state = aws.find("cloudformation", "describe-stacks", "--stack-name", stack)
                    .map(found -> found.at("Stacks").first().text("StackStatus"))
                    .orElse("DELETE_COMPLETE");
            if (state.equals("DELETE_COMPLETE") || begun && !state.endsWith("_IN_PROGRESS")) {
                events(this::tell);
                return state;
            }
            aws.untilNextLook();
        }
    }

    /** The first failure; empty if there was none. */
    Optional<String> cause() {
        return Optional.ofNullable(cause);
    }

    private void events(Consumer<Json> tell) {
        for (String stack : List.copyOf(paths.keySet())) {
            List<Json> fresh = new ArrayList<>(history(stack));
            Collections.reverse(fresh);
            for (Json event : fresh) {
                if (seen.add(event.text("EventId"))) {
                    String physical = event.text("PhysicalResourceId");
                    if (event.text("ResourceType").equals("AWS::CloudFormation::Stack")
                            && !physical.isEmpty()
                            && !physical.equals(event.text("StackId"))) {
                        paths.putIfAbsent(physical, paths.get(stack) + event.text("LogicalResourceId") + "/");
                    }
                    if (time(event).isAfter(past)) {
                        tell.accept(event);
                    }
                }
            }
        }
    }

    /** The events of one stack, newest first. */
    private List<Json> history(String stack) {
        return aws.find("cloudformation", "describe-stack-events", "--stack-name", stack)
                .map(found -> found.at("StackEvents").items())
                .orElse(List.of());
    }

    private static Instant time(Json event) {
        return OffsetDateTime.parse(event.text("Timestamp")).toInstant();
    }

    private void tell(Json event) {
        begun = true;
        String name = paths.getOrDefault(event.text("StackId"), "") + event.text("LogicalResourceId");
        String reason = event.text("ResourceStatusReason");
        say.accept(String.format(
                "%5d s  %-40s %s%s",
                (System.nanoTime() - start) / 1_000_000_000,
                name,
                event.text("ResourceStatus"),
                reason.isEmpty() ? "" : ": " + reason));
        boolean follows = reason.contains("cancelled")
                || reason.startsWith("Embedded stack")
                || reason.startsWith("The following resource(s) failed");
        if (cause == null && event.text("ResourceStatus").endsWith("_FAILED") && !follows) {
            cause = name + ": " + reason;
        }
        // The log is read immediately, because a rollback removes it
        if (!bootstrapRead) {
            Bootstrap.of(event).ifPresent(log -> {
                cause = name + ": " + reason + "\n" + log.read(aws);
                bootstrapRead = true;
            });
        }
    }
}
