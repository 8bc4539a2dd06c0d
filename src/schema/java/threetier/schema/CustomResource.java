package threetier.schema;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;

/**
 * A request of CloudFormation for a custom resource. CloudFormation waits until the function sends its answer to a URL
 * in the request.
 */
final class CustomResource {

    private static final int ATTEMPTS = 3;
    private static final Duration LIMIT = Duration.ofSeconds(10);
    /** The maximum length of a reason. CloudFormation accepts an answer of at most 4 KB. */
    private static final int LONGEST_REASON = 1_000;

    private final Map<String, Object> event;

    CustomResource(Map<String, Object> event) {
        this.event = event;
    }

    boolean isDelete() {
        return "Delete".equals(event.get("RequestType"));
    }

    /** Whether the database of this region takes writes: unless the property {@code Writes} is {@code no}. */
    boolean writes() {
        return !(event.get("ResourceProperties") instanceof Map<?, ?> properties)
                || !"no".equals(properties.get("Writes"));
    }

    void succeed() throws IOException {
        answer("SUCCESS", "");
    }

    /**
     * Reports a failure to CloudFormation.
     *
     * @param reason shown in the events of the stack
     */
    void fail(String reason) throws IOException {
        answer("FAILED", reason == null || reason.isBlank() ? "The reason is in the function's log." : reason);
    }

    private void answer(String status, String reason) throws IOException {
        String shortened = reason.substring(0, Math.min(reason.length(), LONGEST_REASON));
        // The physical id never changes. With another id, CloudFormation would assume a new resource and delete the old
        // one
        String body = "{\"Status\":" + json(status) + ",\"Reason\":" + json(shortened)
                + ",\"PhysicalResourceId\":\"schema\",\"StackId\":"
                + json(event.get("StackId")) + ",\"RequestId\":" + json(event.get("RequestId"))
                + ",\"LogicalResourceId\":"
                + json(event.get("LogicalResourceId")) + "}";
        // The request has no content type, because the URL was signed without one
        HttpRequest put = HttpRequest.newBuilder(
                        URI.create(event.get("ResponseURL").toString()))
                .timeout(LIMIT)
                .PUT(HttpRequest.BodyPublishers.ofString(body))
                .build();
        for (int attempt = 1; !taken(put, attempt); attempt++) {
            System.err.println("schema: CloudFormation did not accept the answer; trying again");
        }
    }

    private static boolean taken(HttpRequest put, int attempt) throws IOException {
        try {
            HttpResponse<String> response = HttpClient.newBuilder()
                    .connectTimeout(LIMIT)
                    .build()
                    .send(put, HttpResponse.BodyHandlers.ofString());
            if (response.statusCode() == 200) {
                return true;
            }
            if (attempt == ATTEMPTS) {
                throw new IOException("CloudFormation did not accept the answer: HTTP status " + response.statusCode());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
        return false;
    }

    private static String json(Object value) {
        StringBuilder text = new StringBuilder("\"");
        String.valueOf(value)
                .chars()
                .forEach(c -> text.append(
                        c < ' ' || c > '~' || c == '"' || c == '\\' ? String.format("\\u%04x", c) : (char) c));
        return text.append('"').toString();
    }
}
