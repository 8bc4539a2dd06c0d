package threetier.command.rehearse.aws;

import com.sun.net.httpserver.HttpExchange;
import java.util.Map;
import threetier.command.json.Json;

/** The protocol of S3: the method is the operation; the bucket is in the host name or at the start of the path. */
final class RestXmlProtocol implements WireProtocol {

    @Override
    public ApiCall call(Caller caller, String service, HttpExchange exchange, byte[] body) {
        String host = String.valueOf(exchange.getRequestHeaders().getFirst("Host"));
        int ofBucket = host.indexOf(".s3.");
        String path = exchange.getRequestURI().getPath().substring(1);
        String whole = ofBucket > 0 ? host.substring(0, ofBucket) + "/" + path : path;
        int slash = whole.indexOf('/');
        String key = slash < 0 ? "" : whole.substring(slash + 1);
        String owner = exchange.getRequestHeaders().getFirst("x-amz-expected-bucket-owner");
        return new ApiCall(
                caller,
                service,
                operation(exchange.getRequestMethod(), key),
                Json.parse(Json.of(Map.of(
                        "Bucket", slash < 0 ? whole : whole.substring(0, slash),
                        "Key", key,
                        "ExpectedBucketOwner", owner == null ? "" : owner))));
    }

    /** The permission that the request needs. */
    private static String operation(String method, String key) {
        return switch (method) {
            case "GET", "HEAD" -> key.isEmpty() ? "ListBucket" : "GetObject";
            case "PUT" -> key.isEmpty() ? "CreateBucket" : "PutObject";
            case "DELETE" -> key.isEmpty() ? "DeleteBucket" : "DeleteObject";
            default -> "Unknown";
        };
    }

    @Override
    public ApiAnswer answer(ApiCall call, Object result) {
        return (ApiAnswer) result;
    }

    @Override
    public ApiAnswer error(ApiError error) {
        String code = error.code().equals(RequestSignature.UNKNOWN_KEY) ? "InvalidAccessKeyId" : error.code();
        String content = QueryProtocol.element("Code", code) + QueryProtocol.element("Message", error.getMessage());
        return ApiAnswer.text(error.status(), "application/xml", "<Error>" + content + "</Error>");
    }
}
