package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import threetier.command.json.Json;
import threetier.command.template.PseudoParameters;

/**
 * The metadata service of instances, version 2 only: a client must first get a token. The client's address says which
 * instance asks.
 *
 * @see <a href="https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/instancedata-data-retrieval.html">Its answers</a>
 */
final class InstanceMetadata implements HttpHandler {

    private static final String TTL = "X-aws-ec2-metadata-token-ttl-seconds";
    private static final String TOKEN = "X-aws-ec2-metadata-token";
    private static final String ROLE = "iam/security-credentials/";
    /** In seconds. */
    private static final int LONGEST = 21_600;

    private static final int VALIDITY_HOURS = 6;

    private final Callers callers;
    private final IdentityDocument identity;
    private final Map<String, Token> tokens = new ConcurrentHashMap<>();

    private record Token(String instance, Instant end) {}

    InstanceMetadata(Callers callers, IdentityDocument identity) {
        this.callers = callers;
        this.identity = identity;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            String address = exchange.getRemoteAddress().getAddress().getHostAddress();
            Optional<Caller> caller = callers.at(address);
            if (caller.isEmpty() || exchange.getRequestHeaders().containsKey("X-Forwarded-For")) {
                send(exchange, 403, "");
            } else if (exchange.getRequestURI().getPath().equals("/latest/api/token")) {
                token(exchange, caller.get());
            } else if (!isKnown(exchange.getRequestHeaders().getFirst(TOKEN), caller.get())) {
                send(exchange, 401, "");
            } else {
                String path = exchange.getRequestURI().getPath().replaceFirst("^/latest/", "");
                String answer = value(caller.get(), path);
                send(exchange, answer.isEmpty() ? 404 : 200, answer);
            }
        }
    }

    private void token(HttpExchange exchange, Caller caller) throws IOException {
        String seconds = String.valueOf(exchange.getRequestHeaders().getFirst(TTL));
        if (!exchange.getRequestMethod().equals("PUT")) {
            send(exchange, 405, "");
        } else if (!seconds.matches("[1-9]\\d{0,4}") || Integer.parseInt(seconds) > LONGEST) {
            send(exchange, 400, "");
        } else {
            String token = HexFormat.of().formatHex(Caller.bytes(28));
            tokens.put(token, new Token(caller.instance(), Instant.now().plusSeconds(Long.parseLong(seconds))));
            exchange.getResponseHeaders().set(TTL, seconds);
            send(exchange, 200, token);
        }
    }

    private boolean isKnown(String given, Caller caller) {
        Token token = given == null ? null : tokens.get(given);
        return token != null
                && token.instance().equals(caller.instance())
                && Instant.now().isBefore(token.end());
    }

    private String value(Caller caller, String path) {
        return switch (path) {
            case "user-data" -> caller.userData();
            case "dynamic/instance-identity/document" -> identity.document(caller);
            case "dynamic/instance-identity/signature" -> identity.signature(identity.document(caller));
            case "meta-data/instance-id" -> caller.instance();
            case "meta-data/instance-type" -> caller.type();
            case "meta-data/ami-id" -> caller.image();
            case "meta-data/local-ipv4" -> caller.address();
            case "meta-data/local-hostname", "meta-data/hostname" ->
                "ip-" + caller.address().replace('.', '-') + "." + PseudoParameters.REGION + ".compute.internal";
            case "meta-data/placement/availability-zone", "meta-data/placement/availability-zone/" -> caller.zone();
            case "meta-data/placement/region" -> PseudoParameters.REGION;
            case "meta-data/" + ROLE, "meta-data/iam/security-credentials" -> caller.roleName();
            default -> path.equals("meta-data/" + ROLE + caller.roleName()) ? credentials(caller) : "";
        };
    }

    private static String credentials(Caller caller) {
        Instant now = Instant.now().truncatedTo(ChronoUnit.SECONDS);
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("Code", "Success");
        fields.put("LastUpdated", now.toString());
        fields.put("Type", "AWS-HMAC");
        fields.put("AccessKeyId", caller.credentials().accessKey());
        fields.put("SecretAccessKey", caller.credentials().secretKey());
        fields.put("Token", caller.credentials().token());
        fields.put("Expiration", now.plus(VALIDITY_HOURS, ChronoUnit.HOURS).toString());
        return Json.of(fields);
    }

    private static void send(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "text/plain");
        exchange.sendResponseHeaders(status, body.length == 0 ? -1 : body.length);
        exchange.getResponseBody().write(body);
    }
}
