package threetier.schema;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What Secrets Manager keeps. */
final class Secrets implements AutoCloseable {

    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "AWSPENDING";
    private static final long LENGTH = 40;

    private final SecretsManagerClient client = SecretsManagerClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    /** A user of the database; the password is not printed. */
    record Login(String user, String password) {

        @Override
        public String toString() {
            return user;
        }
    }

    /** A secret that is a text. */
    String text(String arn) {
        return client.getSecretValue(request -> request.secretId(arn)).secretString();
    }

    /** A secret that RDS keeps: a JSON object with a user and a password. */
    Login login(String arn) {
        Map<String, JsonNode> fields = JsonNode.parser().parse(text(arn)).asObject();
        return new Login(
                fields.get("username").asString(), fields.get("password").asString());
    }

    /**
     * The password that is to become the current one.
     *
     * @param make a new one, unless one is waiting already
     */
    String pending(String arn, boolean make) {
        if (make
                && version(arn, PENDING)
                        .map(id -> id.equals(version(arn, CURRENT).orElse("")))
                        .orElse(true)) {
            String password = client.getRandomPassword(
                            request -> request.passwordLength(LENGTH).excludePunctuation(true))
                    .randomPassword();
            client.putSecretValue(
                    request -> request.secretId(arn).secretString(password).versionStages(PENDING));
        }
        return client.getSecretValue(request -> request.secretId(arn).versionStage(PENDING))
                .secretString();
    }

    /** Makes the pending password the current one, where it is not yet. */
    void promote(String arn) {
        String pending = version(arn, PENDING).orElseThrow();
        String current = version(arn, CURRENT).orElseThrow();
        if (!pending.equals(current)) {
            client.updateSecretVersionStage(request -> request.secretId(arn)
                    .versionStage(CURRENT)
                    .moveToVersionId(pending)
                    .removeFromVersionId(current));
        }
    }

    private Optional<String> version(String arn, String stage) {
        return client.describeSecret(request -> request.secretId(arn)).versionIdsToStages().entrySet().stream()
                .filter(version -> version.getValue().contains(stage))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    @Override
    public void close() {
        client.close();
    }
}
