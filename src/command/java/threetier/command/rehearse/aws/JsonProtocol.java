package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import threetier.command.json.Json;

/** JSON 1.1: the operation is in a header, its parameters in the body. */
final class JsonProtocol implements WireProtocol {

    private static final String TYPE = "application/x-amz-json-1.1";
    /** The APIs with JSON have their own codes for what all APIs answer. */
    private static final Map<String, String> CODES = Map.of(
            RequestSignature.UNKNOWN_KEY, "UnrecognizedClientException",
            RequestSignature.MISMATCH, "InvalidSignatureException",
            ApiError.DENIED, "AccessDeniedException");

    @Override
    public ApiCall call(Caller caller, String service, HttpExchange exchange, byte[] body) {
        String target = String.valueOf(exchange.getRequestHeaders().getFirst("X-Amz-Target"));
        return new ApiCall(
                caller,
                service,
                target.substring(target.indexOf('.') + 1),
                Json.parse(new String(body, StandardCharsets.UTF_8)));
    }

    @Override
    public ApiAnswer answer(ApiCall call, Object result) {
        return ApiAnswer.text(200, TYPE, Json.of(result));
    }

    @Override
    public ApiAnswer error(ApiError error) {
        String code = CODES.getOrDefault(error.code(), error.code());
        int status = error.status() == ApiError.NOT_IMPLEMENTED ? error.status() : ApiError.BAD_REQUEST;
        return ApiAnswer.text(status, TYPE, Json.of(Map.of("__type", code, "message", error.getMessage())));
    }
}
