package threetier.command.drill.fuzz;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import threetier.command.http.HttpConnection;

/** Sends arbitrary bytes as a request and returns the response. Not thread-safe. */
final class RawHttp implements AutoCloseable {

    private final URI site;
    private final Duration limit;
    private final HttpConnection connection;

    /** @param limit the time limit of one exchange, from the first byte sent to the last byte received */
    RawHttp(URI site, Duration limit) {
        this.site = site;
        this.limit = limit;
        connection = new HttpConnection(site.toString(), limit);
    }

    /**
     * Sends the request on a new connection and then closes its sending side.
     *
     * @return all bytes that the server sends until it closes the connection; empty if it closes without an answer
     * @throws SocketTimeoutException if the server does not close the connection in time
     */
    String onItsOwn(byte[] request) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (IOException refusedBeforeTheEnd) {
                // The server has closed the connection early. Its response can still be read
            }
            return everything(socket, deadline);
        }
    }

    private static String everything(Socket socket, long deadline) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        InputStream in = socket.getInputStream();
        byte[] buffer = new byte[8192];
        try {
            int length;
            do {
                long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
                if (left <= 0) {
                    throw new SocketTimeoutException("The answer did not end");
                }
                socket.setSoTimeout((int) left);
                length = in.read(buffer);
                answer.write(buffer, 0, Math.max(0, length));
            } while (length >= 0);
        } catch (SocketTimeoutException hang) {
            throw hang;
        } catch (IOException reset) {
            // After a reset, the bytes received so far are the answer; the socket is closed anyway
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /**
     * Sends the request on the connection of the last request, or on a new one if the server has closed it.
     *
     * @return any interim responses, followed by the final response. Its {@code Content-Length} or its chunks say where
     *     it ends
     */
    String kept(byte[] request) throws IOException {
        boolean reused = connection.kept();
        try {
            return connection.exchange(request).text();
        } catch (SocketTimeoutException hang) {
            throw hang;
        } catch (IOException closed) {
            if (reused) {
                return kept(request);
            }
            throw closed;
        }
    }

    @Override
    public void close() {
        connection.close();
    }
}
