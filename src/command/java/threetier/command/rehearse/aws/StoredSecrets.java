package threetier.command.rehearse.aws;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import threetier.command.json.Json;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** Secrets Manager: the secrets of the templates, generated as they say, and those that the rehearsal gives. */
public final class StoredSecrets implements AwsApi {

    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    private static final String PUNCTUATION = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Map<String, String> values = new HashMap<>();

    /** @param given values by ARN, for secrets that another service makes, and instead of generated ones */
    StoredSecrets(EvaluatedStack deployment, Map<String, String> given) {
        values.putAll(generated(deployment));
        values.putAll(given);
    }

    /**
     * The values of the secrets of the templates by ARN, generated as they say.
     *
     * @param deployment evaluated with {@link PhysicalNames}
     */
    public static Map<String, String> generated(EvaluatedStack deployment) {
        PhysicalNames names = new PhysicalNames();
        Map<String, String> values = new HashMap<>();
        for (Resource secret : deployment.resources("AWS::SecretsManager::Secret")) {
            Map<String, Object> rule = secret.map("GenerateSecretString");
            values.put(
                    names.reference(secret.id(), secret.type()),
                    rule.isEmpty() ? secret.text("SecretString") : generated(rule));
        }
        return values;
    }

    @Override
    public String resource(ApiCall call) {
        String id = call.text("SecretId");
        return id.isEmpty() ? "*" : id.startsWith("arn:") ? id : PhysicalNames.arn("secretsmanager", "secret:" + id);
    }

    @Override
    public Object answer(ApiCall call) {
        if (!call.operation().equals("GetSecretValue")) {
            throw AwsApi.notPlayed(call);
        }
        String arn = call.text("SecretId");
        if (!values.containsKey(arn)) {
            throw new ApiError(
                    "ResourceNotFoundException",
                    ApiError.BAD_REQUEST,
                    "Secrets Manager can't find the specified secret.");
        }
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put("ARN", arn);
        answer.put("Name", arn.replaceFirst(".*:secret:(.*)-\\w{6}$", "$1"));
        answer.put(
                "VersionId",
                UUID.nameUUIDFromBytes(arn.getBytes(StandardCharsets.UTF_8)).toString());
        answer.put("SecretString", values.get(arn));
        answer.put("VersionStages", new String[] {"AWSCURRENT"});
        answer.put("CreatedDate", BigDecimal.valueOf(System.currentTimeMillis(), 3));
        return answer;
    }

    private static String generated(Map<String, Object> rule) {
        int length = Integer.parseInt(rule.getOrDefault("PasswordLength", "32").toString());
        boolean plain =
                rule.getOrDefault("ExcludePunctuation", "false").toString().equals("true");
        String excluded = rule.getOrDefault("ExcludeCharacters", "").toString();
        String alphabet = (plain ? LETTERS : LETTERS + PUNCTUATION)
                .chars()
                .filter(character -> excluded.indexOf(character) < 0)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
        String password = RANDOM.ints(length, 0, alphabet.length())
                .mapToObj(i -> alphabet.substring(i, i + 1))
                .collect(Collectors.joining());
        if (!rule.containsKey("SecretStringTemplate")) {
            return password;
        }
        Map<String, String> fields = new LinkedHashMap<>();
        Json.parse(rule.get("SecretStringTemplate").toString())
                .value()
                .getAsJsonObject()
                .entrySet()
                .forEach(field -> fields.put(field.getKey(), field.getValue().getAsString()));
        fields.put(rule.get("GenerateStringKey").toString(), password);
        return Json.of(fields);
    }
}
