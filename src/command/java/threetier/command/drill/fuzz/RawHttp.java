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

/** Sends bytes that no HTTP client would, and returns what came back. Not thread-safe. */
final class RawHttp implements AutoCloseable {

    private final URI site;
    private final Duration limit;
    private final HttpConnection connection;

    /** @param limit of one exchange, from the first byte sent to the last received */
    RawHttp(URI site, Duration limit) {
        this.site = site;
        this.limit = limit;
        connection = new HttpConnection(site.toString(), limit);
    }

    /**
     * On a connection of its own, whose sending side is closed after the request.
     *
     * @return everything until the server closed it; empty when it closed without an answer
     * @throws SocketTimeoutException when it did not in time
     */
    String onItsOwn(byte[] request) throws IOException {
        long deadline = System.nanoTime() + limit.toNanos();
        try (Socket socket = new Socket(site.getHost(), site.getPort())) {
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (IOException refusedBeforeTheEnd) {
                // what it says about that is still to be read
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
                    throw new SocketTimeoutException("No end of the answer");
                }
                socket.setSoTimeout((int) left);
                length = in.read(buffer);
                answer.write(buffer, 0, Math.max(0, length));
            } while (length >= 0);
        } catch (SocketTimeoutException hang) {
            throw hang;
        } catch (IOException reset) {
            // closed all the same
        }
        return answer.toString(StandardCharsets.ISO_8859_1);
    }

    /**
     * On the connection of the last request, unless the server has closed it.
     *
     * @return the answer to this request, by its own framing; with it interim ones before
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
