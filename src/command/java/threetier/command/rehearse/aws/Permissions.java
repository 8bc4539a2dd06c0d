package threetier.command.rehearse.aws;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * What the roles of the templates may do. A matching statement that denies wins; without one, a statement that allows
 * must match, of the role or of the bucket.
 */
final class Permissions {

    private final EvaluatedStack deployment;
    private final PhysicalNames names = new PhysicalNames();
    private final Map<String, List<PolicyStatement>> ofRole = new HashMap<>();
    private final List<PolicyStatement> ofBuckets = new ArrayList<>();

    /**
     * @param deployment evaluated with {@link PhysicalNames}
     * @throws CommandException if the policy of a bucket has something that cannot be evaluated
     */
    Permissions(EvaluatedStack deployment) {
        this.deployment = deployment;
        deployment
                .resources("AWS::S3::BucketPolicy")
                .forEach(policy ->
                        statements(policy.id(), policy.map("PolicyDocument")).forEach(ofBuckets::add));
    }

    /**
     * Why a role may not do this.
     *
     * @param role the id of the role
     * @param context the keys of conditions and their values
     * @return nothing if the role may do it
     * @throws CommandException if a policy of the role cannot be evaluated
     */
    Optional<String> refusal(String role, String action, String resource, Map<String, String> context) {
        String roleArn = names.attribute(role, "AWS::IAM::Role", "Arn");
        List<PolicyStatement> matching = Stream.concat(
                        of(role).stream(), ofBuckets.stream().filter(statement -> statement.isFor(roleArn)))
                .filter(statement -> statement.matches(action, resource, context))
                .toList();
        Optional<PolicyStatement> denial =
                matching.stream().filter(PolicyStatement::denies).findFirst();
        if (denial.isPresent()) {
            return Optional.of(
                    "with an explicit deny in the policy of " + denial.get().place());
        }
        return matching.isEmpty()
                ? Optional.of("because no identity-based policy allows the " + action + " action")
                : Optional.empty();
    }

    /** Reads the policies of a role, so that those that cannot be evaluated are found before anything runs. */
    List<PolicyStatement> of(String role) {
        return ofRole.computeIfAbsent(role, id -> {
            Resource resource = deployment.resource(id);
            for (String property : List.of("ManagedPolicyArns", "PermissionsBoundary")) {
                if (resource.properties().containsKey(property)) {
                    throw new CommandException(
                            id + " has " + property + ", which a rehearsal cannot evaluate: the policy is not here.");
                }
            }
            return resource.maps("Policies").stream()
                    .flatMap(policy -> statements(id, Template.map(policy.get("PolicyDocument"))))
                    .toList();
        });
    }

    private static Stream<PolicyStatement> statements(String place, Map<String, Object> document) {
        return Template.list(document.get("Statement")).stream()
                .map(statement -> new PolicyStatement(place, Template.map(statement)));
    }
}
