package threetier.schema;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * Replacements, on the loopback address, for the services that the function uses on AWS: Secrets Manager, the download
 * of certificate authorities, and CloudFormation's response URL.
 */
final class LocalAws implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, Kept> secrets = new ConcurrentHashMap<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile int refusals;

    LocalAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/secrets", this::secret);
        server.createContext("/answer", this::answer);
        server.start();
        // These are settings of the AWS SDK
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "none");
        System.setProperty("aws.secretAccessKey", "none");
        System.setProperty("aws.endpointUrlSecretsManager", address("/secrets"));
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void keep(String arn, String secret) {
        secrets.put(
                arn,
                new Kept(
                        new CopyOnWriteArrayList<>(List.of(secret)), new ConcurrentHashMap<>(Map.of("AWSCURRENT", 0))));
    }

    /** The current value of a secret. */
    String current(String arn) {
        Kept secret = secrets.get(arn);
        return secret.versions().get(secret.stages().get("AWSCURRENT"));
    }

    /** Rejects this number of the next answers to CloudFormation. */
    void refuse(int number) {
        refusals = number;
    }

    /** The answers to CloudFormation, including rejected ones. */
    List<String> answers() {
        return answers;
    }

    private void secret(HttpExchange exchange) throws IOException {
        Map<String, JsonNode> request =
                JsonNode.parser().parse(exchange.getRequestBody()).asObject();
        String operation = exchange.getRequestHeaders().getFirst("X-Amz-Target").replaceFirst(".*\\.", "");
        Kept secret = request.containsKey("SecretId")
                ? secrets.get(request.get("SecretId").asString())
                : null;
        String body = operation.equals("GetRandomPassword")
                ? "{\"RandomPassword\":\"Random" + System.nanoTime() + "\"}"
                : secret == null
                        ? "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"There is no such secret.\"}"
                        : secret.answer(operation, request);
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        reply(exchange, body.contains("__type") ? 400 : 200, body);
    }

    /** A secret: its versions, and the version of each stage. */
    private record Kept(List<String> versions, Map<String, Integer> stages) {

        private String answer(String operation, Map<String, JsonNode> request) {
            switch (operation) {
                case "PutSecretValue" -> {
                    versions.add(request.get("SecretString").asString());
                    stages.put("AWSPENDING", versions.size() - 1);
                }
                case "UpdateSecretVersionStage" ->
                    stages.put(
                            "AWSCURRENT",
                            Integer.parseInt(request.get("MoveToVersionId").asString()));
                case "DescribeSecret" -> {
                    return "{\"VersionIdsToStages\":{"
                            + stages.values().stream()
                                    .distinct()
                                    .map(id -> "\"" + id + "\":["
                                            + stages.entrySet().stream()
                                                    .filter(stage ->
                                                            stage.getValue().equals(id))
                                                    .map(stage -> "\"" + stage.getKey() + "\"")
                                                    .collect(Collectors.joining(","))
                                            + "]")
                                    .collect(Collectors.joining(","))
                            + "}}";
                }
                default -> {
                    String stage = request.containsKey("VersionStage")
                            ? request.get("VersionStage").asString()
                            : "AWSCURRENT";
                    return "{\"SecretString\":\""
                            + versions.get(stages.get(stage)).replace("\"", "\\\"") + "\"}";
                }
            }
            return "{}";
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        answers.add(exchange.getRequestMethod() + " "
                + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
        reply(exchange, refusals-- > 0 ? 403 : 200, "");
    }

    private static void reply(HttpExchange exchange, int status, String body) throws IOException {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
