package threetier.drill;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sends bytes that no HTTP client would, and returns what came back. Not for several threads at once. */
final class RawHttp implements AutoCloseable {

    private static final Pattern LENGTH = Pattern.compile("(?i)\r\nContent-Length: *(\\d+)\r\n");
    private static final Pattern CHUNKED = Pattern.compile("(?i)\r\nTransfer-Encoding: *chunked\r\n");
    private static final Pattern CLOSE = Pattern.compile("(?i)\r\nConnection: *close\r\n");
    private static final Pattern BODILESS = Pattern.compile("HTTP/1.1 (1\\d\\d|204|304) ");

    private final URI site;
    private final Duration limit;
    private Socket kept;
    private InputStream answers;

    /** @param limit of one exchange, from the first byte sent to the last received */
    RawHttp(URI site, Duration limit) {
        this.site = site;
        this.limit = limit;
    }

    /**
     * On a connection of its own, whose sending side is closed after the request.
     *
     * @return everything until the server closed it; empty when it closed without an answer
     * @throws SocketTimeoutException when it did not in time
     */
    String alone(byte[] request) throws IOException {
        long deadline = deadline();
        try (Socket socket = connect()) {
            ByteArrayOutputStream answer = new ByteArrayOutputStream();
            try {
                socket.getOutputStream().write(request);
                socket.shutdownOutput();
            } catch (IOException refusedBeforeTheEnd) {
                // what it says about that is still to be read
            }
            try {
                byte[] buffer = new byte[8192];
                for (int length; (length = input(socket, socket.getInputStream(), deadline).read(buffer)) >= 0;) {
                    answer.write(buffer, 0, length);
                }
            } catch (SocketTimeoutException hang) {
                throw hang;
            } catch (IOException reset) {
                // closed all the same
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }

    /**
     * On the connection of the last request, unless the server has closed it.
     *
     * @return the answer to this request, by its own framing; with it interim ones before
     */
    String kept(byte[] request) throws IOException {
        boolean reused = kept != null;
        try {
            return exchange(request);
        } catch (SocketTimeoutException hang) {
            close();
            throw hang;
        } catch (IOException closed) {
            close();
            if (reused) {
                return kept(request);
            }
            throw closed;
        }
    }

    private String exchange(byte[] request) throws IOException {
        long deadline = deadline();
        if (kept == null) {
            kept = connect();
            answers = new BufferedInputStream(kept.getInputStream());
        }
        kept.getOutputStream().write(request);
        StringBuilder answer = new StringBuilder();
        String head;
        do {
            head = head(deadline);
            answer.append(head);
        } while (head.startsWith("HTTP/1.1 1"));
        Matcher length = LENGTH.matcher(head);
        boolean bodiless = BODILESS.matcher(head).lookingAt() || new String(request, 0, 5, StandardCharsets.ISO_8859_1).equals("HEAD ");
        if (!bodiless && CHUNKED.matcher(head).find()) {
            int size;
            do {
                size = Integer.parseInt(line(deadline).strip(), 16);
                // With the line's end after it
                answer.append(read(deadline, size + 2));
            } while (size > 0);
        } else if (!bodiless && length.find()) {
            answer.append(read(deadline, Integer.parseInt(length.group(1))));
        }
        if (CLOSE.matcher(head).find()) {
            close();
        }
        return answer.toString();
    }

    private String head(long deadline) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < 4 || !head.substring(head.length() - 4).equals("\r\n\r\n")) {
            head.append(line(deadline));
        }
        return head.toString();
    }

    private String line(long deadline) throws IOException {
        StringBuilder line = new StringBuilder();
        while (line.length() == 0 || line.charAt(line.length() - 1) != '\n') {
            line.append(read(deadline, 1));
        }
        return line.toString();
    }

    private String read(long deadline, int length) throws IOException {
        byte[] bytes = input(kept, answers, deadline).readNBytes(length);
        if (bytes.length < length) {
            throw new IOException("The server closed the connection in the middle of an answer, or before it");
        }
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Its next read ends in time. */
    private static InputStream input(Socket socket, InputStream in, long deadline) throws IOException {
        long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
        if (left <= 0) {
            throw new SocketTimeoutException("No end of the answer");
        }
        socket.setSoTimeout((int) left);
        return in;
    }

    private Socket connect() throws IOException {
        return new Socket(site.getHost(), site.getPort());
    }

    private long deadline() {
        return System.nanoTime() + limit.toNanos();
    }

    @Override
    public void close() throws IOException {
        if (kept != null) {
            kept.close();
            kept = null;
        }
    }
}
