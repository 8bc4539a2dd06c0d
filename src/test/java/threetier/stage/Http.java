package threetier.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

/** Requests of the stage itself. */
final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1).connectTimeout(Duration.ofSeconds(2)).build();

    private Http() {
    }

    /** Whether a GET is answered with 200. */
    static boolean ok(String url) {
        try {
            return send("GET", url).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** @throws UncheckedIOException when there is no answer */
    static String body(String url) {
        try {
            return send("GET", url).body();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** @param headers names and values in turn */
    static HttpResponse<String> send(String method, String url, String... headers) throws IOException {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(url)).timeout(Duration.ofSeconds(30))
                .method(method, HttpRequest.BodyPublishers.noBody());
        HttpRequest request = (headers.length == 0 ? builder : builder.headers(headers)).build();
        try {
            return CLIENT.send(request, BodyHandlers.ofString());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageException("Interrupted");
        }
    }
}
