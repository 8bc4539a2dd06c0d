package threetier.command.stage;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;

/** Open streams of server-sent events of one site. */
final class Streams implements AutoCloseable {

    private static final int LIMIT_MILLIS = 60_000;

    private final URI site;
    private final Deque<Socket> open = new ArrayDeque<>();

    Streams(URI site) {
        this.site = site;
    }

    /** The number of open streams. */
    int open() {
        return open.size();
    }

    /**
     * Asks for one more stream.
     *
     * @return the response that refuses it; empty if it is open
     */
    String ask() throws IOException {
        Socket socket = new Socket(site.getHost(), site.getPort());
        socket.setSoTimeout(LIMIT_MILLIS);
        socket.getOutputStream()
                .write("GET /events HTTP/1.1\r\nHost: a\r\nAccept: text/event-stream\r\nConnection: close\r\n\r\n"
                        .getBytes(StandardCharsets.US_ASCII));
        StringBuilder head = new StringBuilder();
        for (int next = socket.getInputStream().read(); next >= 0 && head.indexOf("\r\n\r\n") < 0; ) {
            head.append((char) next);
            if (head.indexOf("\r\n\r\n") < 0) {
                next = socket.getInputStream().read();
            }
        }
        if (head.indexOf("HTTP/1.1 200 ") == 0) {
            open.add(socket);
            return "";
        }
        socket.close();
        return head.toString();
    }

    @Override
    public void close() throws IOException {
        for (Socket socket : open) {
            socket.close();
        }
    }
}
