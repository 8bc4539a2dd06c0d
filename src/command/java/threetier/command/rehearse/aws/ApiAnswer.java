package threetier.command.rehearse.aws;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * An answer of HTTP.
 *
 * @param file the body, if it is not empty text
 */
record ApiAnswer(int status, Map<String, String> headers, String body, Path file) {

    static ApiAnswer text(int status, String type, String body) {
        return new ApiAnswer(status, Map.of("Content-Type", type), body, null);
    }

    byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
