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

/** What the function meets on AWS, on the loopback address: Secrets Manager, the place of authorities, and CloudFormation that waits for an answer. */
final class LocalAws implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> secrets = new ConcurrentHashMap<>();
    private final List<String> answers = new CopyOnWriteArrayList<>();
    private volatile int refusals;

    LocalAws() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/secrets", this::secret);
        server.createContext("/answer", this::answer);
        server.start();
        // Where the SDK looks for its settings
        System.setProperty("aws.region", "eu-central-1");
        System.setProperty("aws.accessKeyId", "none");
        System.setProperty("aws.secretAccessKey", "none");
        System.setProperty("aws.endpointUrlSecretsManager", address("/secrets"));
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void keep(String arn, String secret) {
        secrets.put(arn, secret);
    }

    /** The next answers, as many as this, are refused. */
    void refuse(int number) {
        refusals = number;
    }

    /** What CloudFormation was told, refused answers included. */
    List<String> answers() {
        return answers;
    }

    private void secret(HttpExchange exchange) throws IOException {
        String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String secret = secrets.entrySet().stream().filter(entry -> request.contains("\"" + entry.getKey() + "\"")).map(Map.Entry::getValue).findFirst().orElse(null);
        String body = secret == null ? "{\"__type\":\"ResourceNotFoundException\",\"Message\":\"There is no such secret.\"}"
                : "{\"SecretString\":\"" + secret.replace("\"", "\\\"") + "\"}";
        exchange.getResponseHeaders().set("Content-Type", "application/x-amz-json-1.1");
        reply(exchange, secret == null ? 400 : 200, body);
    }

    private void answer(HttpExchange exchange) throws IOException {
        answers.add(exchange.getRequestMethod() + " " + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
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
