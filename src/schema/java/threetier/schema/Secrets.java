package threetier.schema;

import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** Reads and writes the database passwords in AWS Secrets Manager. */
final class Secrets implements AutoCloseable {

    private static final String CURRENT = "AWSCURRENT";
    private static final String PENDING = "AWSPENDING";
    private static final long LENGTH = 40;

    private final SecretsManagerClient client = SecretsManagerClient.builder()
            .httpClient(UrlConnectionHttpClient.create())
            .build();

    /** A database user and the user's password. {@code toString} omits the password. */
    record Login(String user, String password) {

        /**
         * Reads a secret that RDS manages.
         *
         * @param arn for the message
         * @param secret a JSON object
         * @throws IllegalArgumentException if it is something else. Neither the message nor a cause has the secret: the
         *     function logs them, and CloudFormation shows them
         */
        static Login of(String arn, String secret) {
            try {
                Map<String, JsonNode> fields = JsonNode.parser().parse(secret).asObject();
                return new Login(
                        fields.get("username").asString(),
                        fields.get("password").asString());
            } catch (RuntimeException notJson) {
                throw new IllegalArgumentException(
                        "the secret " + arn + " is no JSON object with \"username\" and \"password\"");
            }
        }

        @Override
        public String toString() {
            return user;
        }
    }

    /** Returns the current value of a secret that is plain text. */
    String text(String arn) {
        return client.getSecretValue(request -> request.secretId(arn)).secretString();
    }

    /** Returns the current value of a secret that RDS manages: a JSON object with a user and a password. */
    Login login(String arn) {
        return Login.of(arn, text(arn));
    }

    /**
     * Returns the password that will become the current one.
     *
     * @param make whether to create a new password if none is pending
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

    /** Makes the pending password the current one, unless it already is. */
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
