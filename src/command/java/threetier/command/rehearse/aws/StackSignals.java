package threetier.command.rehearse.aws;

import java.util.Map;
import threetier.command.template.EvaluatedStack;

/** CloudFormation, as far as an instance asks: the signal that it has started or failed. */
final class StackSignals implements AwsApi {

    /** The name of the service. */
    static final String SERVICE = "cloudformation";

    private static final String SIGNAL = "SignalResource";

    private final EvaluatedStack deployment;
    private final RehearsalEvents events;

    StackSignals(EvaluatedStack deployment, RehearsalEvents events) {
        this.deployment = deployment;
        this.events = events;
    }

    @Override
    public String resource(ApiCall call) {
        return PhysicalNames.arn(SERVICE, "stack/" + call.text("StackName") + "/0");
    }

    /** @throws ApiError if an instance without credentials asks for more than a signal to the stack that made it */
    static void ofOwnStack(ApiCall call) {
        if (!call.operation().equals(SIGNAL)
                || !call.text("StackName").equals(call.caller().stack())) {
            throw new ApiError(
                    "ValidationError",
                    ApiError.BAD_REQUEST,
                    "Instance " + call.caller().instance() + " may only signal the stack "
                            + call.caller().stack() + ".");
        }
    }

    @Override
    public Object answer(ApiCall call) {
        if (!call.operation().equals(SIGNAL)) {
            throw AwsApi.notPlayed(call);
        }
        String group = call.caller().resource();
        String resource = group.substring(0, group.lastIndexOf('/') + 1) + call.text("LogicalResourceId");
        if (deployment.resources().stream()
                .noneMatch(declared ->
                        declared.id().equals(resource) && declared.definition().containsKey("CreationPolicy"))) {
            throw new ApiError(
                    "ValidationError",
                    ApiError.BAD_REQUEST,
                    "Resource " + call.text("LogicalResourceId") + " does not exist or waits for no signal");
        }
        events.write(
                "signal",
                call.caller(),
                Map.of("resource", resource, "id", call.text("UniqueId"), "status", call.text("Status")));
        return Map.of();
    }
}
