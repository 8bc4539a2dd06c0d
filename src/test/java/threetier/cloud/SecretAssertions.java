package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Secrets Manager generates and stores all secrets. All other resources have only the ARNs of secrets. */
final class SecretAssertions implements Assertion {

    private static final Pattern IN_USER_DATA = Pattern.compile("(?m)^\\w*(?:PASSWORD|SECRET)=(.*)$");

    /** RDS takes the password of a global database only as a property (RegionAssertions says of which resource). */
    private static final String ADMINISTRATOR =
            "{{resolve:secretsmanager:Database/Administrator:SecretString:password}}";

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        List<String> secrets = new ArrayList<>();
        if (!deployment.parameter("ReplicatedSecrets").isEmpty()) {
            secrets.addAll(Resource.items(deployment.parameter("ReplicatedSecrets")));
        }
        deployment.resources("AWS::SecretsManager::Secret").forEach(secret -> secrets.add(secret.id()));
        deployment
                .resources("AWS::SecretsManager::Secret")
                .forEach(secret -> problems.expect(
                        secret.properties().containsKey("GenerateSecretString")
                                && !secret.properties().containsKey("SecretString"),
                        secret.id() + " is not generated"));
        for (String tier : List.of("Web", "App")) {
            IN_USER_DATA
                    .matcher(NodeAssertions.userData(deployment, tier))
                    .results()
                    .map((MatchResult result) -> result.group(1))
                    .forEach(value -> problems.expect(
                            secrets.contains(value), tier + ": user data holds a secret instead of its ARN"));
        }
        for (Resource function : deployment.resources("AWS::Lambda::Function")) {
            Template.map(function.map("Environment").getOrDefault("Variables", Map.of()))
                    .forEach((name, value) -> problems.expect(
                            !name.endsWith("_SECRET") && !name.contains("PASSWORD")
                                    || secrets.contains(value)
                                    || value.toString().endsWith(".MasterUserSecret.SecretArn"),
                            function.id() + ": " + name + " is not the ARN of a secret"));
        }
        String all = (deployment.resources() + " " + deployment.outputs()).replace(ADMINISTRATOR, "");
        problems.expect(!all.contains("{{resolve:"), "a secret is resolved into a property");
        problems.expect(
                deployment.outputs().entrySet().stream()
                        .filter(output -> !output.getKey().equals("Secrets"))
                        .noneMatch(output -> output.getValue().matches(".*(?i)(password|secret).*")),
                "an output refers to a secret");
    }
}
