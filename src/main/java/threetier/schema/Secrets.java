package threetier.schema;

import java.util.Map;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;
import software.amazon.awssdk.services.secretsmanager.SecretsManagerClient;

/** What Secrets Manager keeps. */
final class Secrets implements AutoCloseable {

    private final SecretsManagerClient client = SecretsManagerClient.builder().httpClient(UrlConnectionHttpClient.create()).build();

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
        return new Login(fields.get("username").asString(), fields.get("password").asString());
    }

    @Override
    public void close() {
        client.close();
    }
}
