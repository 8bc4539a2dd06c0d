package threetier.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * A site, from the view of a client.
 *
 * @param url its address, without a trailing slash
 */
public record Site(String url) {

    /** The {@code Accept} header that browsers send when they open a page. */
    public static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,image/avif,*/*;q=0.8";

    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * Returns when the app node sends reads to the reader. After rows were deleted, it may take the reader for one that
     * lacks them, for a moment.
     */
    public void awaitReader() {
        await("reads go to the reader")
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .atMost(ONE_MINUTE)
                .until(() -> get("/instance").body().contains("\"database\":\"reader\""));
    }

    /** @param headers names and values in turn */
    public HttpResponse<String> get(String path, String... headers) throws IOException {
        return send("GET", path, headers);
    }

    public HttpResponse<String> post(String path, String... headers) throws IOException {
        return send("POST", path, headers);
    }

    public HttpResponse<String> send(String method, String path, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.noBody());
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build(), BodyHandlers.ofString());
    }

    /**
     * Sends a body.
     *
     * @param headers names and values in turn
     */
    public HttpResponse<String> send(String method, String path, byte[] body, String... headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url + path))
                .timeout(Duration.ofSeconds(60))
                .method(method, HttpRequest.BodyPublishers.ofByteArray(body));
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return exchange(request.build(), BodyHandlers.ofString());
    }

    /** Sends a custom request. Asserts that the OpenAPI document has the status of the answer. */
    public <T> HttpResponse<T> exchange(HttpRequest request, HttpResponse.BodyHandler<T> body) throws IOException {
        try {
            HttpResponse<T> answer = CLIENT.send(request, body);
            Contract.check(answer);
            return answer;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException(interrupted);
        }
    }

    /** Sends these bytes unchanged, without an HTTP client, and returns the whole response. */
    public String raw(String request) throws IOException {
        URI address = URI.create(url);
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
            socket.setSoTimeout(20_000);
            OutputStream out = socket.getOutputStream();
            out.write(request.getBytes(StandardCharsets.ISO_8859_1));
            out.flush();
            socket.shutdownOutput();
            InputStream in = socket.getInputStream();
            return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    /** All values of a header, joined by commas as HTTP allows. */
    public static String header(HttpResponse<?> response, String name) {
        List<String> values = response.headers().allValues(name);
        return String.join(", ", values);
    }
}
