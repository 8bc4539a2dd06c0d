package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpsExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Answers all APIs on one port. The signature of a request says who asks which service; the policies of the caller's
 * role say whether it is allowed. Each error is also an event of the rehearsal.
 */
final class ApiHandler implements HttpHandler {

    private final Callers callers;
    private final Permissions permissions;
    private final IdentityDocument identity;
    private final Map<String, AwsApi> apis;
    private final RehearsalEvents events;

    /** @param apis by the name of the service in signatures */
    ApiHandler(
            Callers callers,
            Permissions permissions,
            IdentityDocument identity,
            Map<String, AwsApi> apis,
            RehearsalEvents events) {
        this.callers = callers;
        this.permissions = permissions;
        this.identity = identity;
        this.apis = apis;
        this.events = events;
    }

    @Override
    public void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            ApiAnswer answer = answer(exchange, exchange.getRequestBody().readAllBytes());
            answer.headers().forEach(exchange.getResponseHeaders()::set);
            long length = answer.file() == null ? answer.bytes().length : Files.size(answer.file());
            boolean empty = length == 0 || exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(answer.status(), empty ? -1 : length);
            if (!empty) {
                OutputStream body = exchange.getResponseBody();
                if (answer.file() == null) {
                    body.write(answer.bytes());
                } else {
                    Files.copy(answer.file(), body);
                }
            }
        }
    }

    private ApiAnswer answer(HttpExchange exchange, byte[] body) {
        String authorization = String.valueOf(exchange.getRequestHeaders().getFirst("Authorization"));
        if (authorization.startsWith(IdentityDocument.SCHEME)) {
            WireProtocol protocol = new QueryProtocol();
            return answer(
                    protocol,
                    () -> protocol.call(identity.caller(authorization), StackSignals.SERVICE, exchange, body),
                    StackSignals::ofOwnStack);
        }
        RequestSignature signature;
        try {
            signature = RequestSignature.of(exchange);
        } catch (ApiError unsigned) {
            events.failed(null, unsigned);
            return new RestXmlProtocol().error(unsigned);
        }
        WireProtocol protocol = exchange.getRequestHeaders().containsKey("X-Amz-Target")
                ? new JsonProtocol()
                : protocol(signature.service());
        Map<String, String> context = Map.of(
                "aws:SecureTransport", String.valueOf(exchange instanceof HttpsExchange),
                "aws:RequestedRegion", signature.region());
        return answer(
                protocol,
                () -> {
                    Caller caller = callers.withKey(signature.accessKey())
                            .orElseThrow(() -> new ApiError(
                                    RequestSignature.UNKNOWN_KEY, ApiError.FORBIDDEN, "The access key is unknown."));
                    signature.verify(caller.credentials(), exchange, body);
                    return protocol.call(caller, signature.service(), exchange, body);
                },
                call -> require(call, context));
    }

    /**
     * The protocol of a service that does not name its operation in a header, as JSON does. Old versions of the AWS CLI
     * send metrics by the query protocol, and new ones as JSON.
     */
    private static WireProtocol protocol(String service) {
        return switch (service) {
            case "s3" -> new RestXmlProtocol();
            case DescribedInstances.SERVICE -> new Ec2Protocol();
            default -> new QueryProtocol();
        };
    }

    private interface Reading {

        ApiCall call();
    }

    private interface Check {

        void of(ApiCall call);
    }

    private ApiAnswer answer(WireProtocol protocol, Reading reading, Check check) {
        ApiCall call = null;
        try {
            call = reading.call();
            check.of(call);
            AwsApi api = apis.get(call.service());
            if (api == null) {
                throw AwsApi.notPlayed(call);
            }
            return protocol.answer(call, api.answer(call));
        } catch (ApiError error) {
            events.failed(call, error);
            return protocol.error(error);
        }
    }

    /** @throws ApiError if the caller's role may not do this */
    private void require(ApiCall call, Map<String, String> context) {
        String service = call.service().equals(PublishedMetrics.SERVICE) ? "cloudwatch" : call.service();
        String action = service + ":" + call.operation();
        AwsApi api = apis.get(call.service());
        String resource = api == null ? "*" : api.resource(call);
        Map<String, String> conditions = new TreeMap<>(context);
        conditions.putAll(api == null ? Map.of() : api.context(call));
        Optional<String> refusal = permissions.refusal(call.caller().role(), action, resource, conditions);
        if (refusal.isPresent()) {
            events.refused(call.caller(), action, resource, refusal.get());
            throw new ApiError(
                    ApiError.DENIED,
                    ApiError.FORBIDDEN,
                    "User: " + call.caller().arn() + " is not authorized to perform: " + action + " on resource: "
                            + resource + " " + refusal.get());
        }
    }
}
