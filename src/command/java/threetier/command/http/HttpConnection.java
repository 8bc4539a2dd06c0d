package threetier.command.http;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;

/**
 * An HTTP/1.1 client with one connection, which stays open as long as the server allows. The client hides no failure:
 * unlike other clients, it does not resend a GET after a broken connection. Over {@code https}, the client verifies the
 * certificate of the server. This class is not thread-safe.
 */
public final class HttpConnection implements Closeable {

    /** The time limit for opening a connection. An address that drops packets reaches this limit. */
    private static final int LONGEST_CONNECT_MILLIS = 2_000;

    private final URI site;
    private final Duration patience;
    private Socket socket;
    private ReplyReader replies;
    private long deadline;

    /**
     * @param url the address of the site, {@code http} or {@code https}; request paths are relative to this address
     * @param patience the time limit for a complete answer; opening a connection is limited to 2 s
     * @throws IllegalArgumentException if {@code url} is not an {@code http} or {@code https} address
     */
    public HttpConnection(String url, Duration patience) {
        site = URI.create(url);
        this.patience = patience;
        if (site.getHost() == null || !String.valueOf(site.getScheme()).matches("(?i)https?")) {
            throw new IllegalArgumentException("this is not the address of a site, like http://127.0.0.1:8080");
        }
    }

    /** Whether a GET of this address returns 200. */
    public static boolean ok(String url) {
        try {
            return get(url).status() == 200;
        } catch (IOException notYet) {
            return false;
        }
    }

    /** Sends a GET to this address on a new connection. */
    public static Reply get(String url) throws IOException {
        try (HttpConnection connection = new HttpConnection(url, Duration.ofSeconds(30))) {
            return connection.send("GET", "", "");
        }
    }

    /**
     * Sends a request without a body.
     *
     * @param headers header lines, each with its line end
     * @throws IOException if there is no complete answer; the next request opens a new connection
     */
    public Reply send(String method, String path, String headers) throws IOException {
        String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
        String base = site.getRawPath() + (site.getRawQuery() == null ? "" : "?" + site.getRawQuery());
        String target = base + path;
        String request = method + " " + (target.isEmpty() ? "/" : target) + " HTTP/1.1\r\nHost: "
                + site.getRawAuthority() + "\r\nUser-Agent: three-tier\r\n" + headers + length + "\r\n";
        return exchange(request.getBytes(StandardCharsets.ISO_8859_1));
    }

    /**
     * Sends these bytes unchanged. The bytes must be exactly one complete request.
     *
     * @throws IOException if there is no complete answer; the next request opens a new connection
     */
    public Reply exchange(byte[] request) throws IOException {
        try {
            connect();
            deadline = System.nanoTime() + patience.toNanos();
            socket.getOutputStream().write(request);
            Reply reply = replies.read(
                    new String(request, 0, Math.min(5, request.length), StandardCharsets.ISO_8859_1).equals("HEAD "));
            if (reply.header("connection").equalsIgnoreCase("close")) {
                close();
            }
            return reply;
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    /**
     * Connects, unless a connection is open. A request does so by itself.
     *
     * @throws IOException if the site does not accept a connection
     */
    public void connect() throws IOException {
        if (socket != null) {
            return;
        }
        boolean tls = site.getScheme().equalsIgnoreCase("https");
        int port = site.getPort() >= 0 ? site.getPort() : tls ? 443 : 80;
        socket = new Socket();
        socket.connect(new InetSocketAddress(site.getHost(), port), (int)
                Math.min(LONGEST_CONNECT_MILLIS, patience.toMillis()));
        socket.setTcpNoDelay(true);
        if (tls) {
            socket.setSoTimeout((int) patience.toMillis());
            SSLSocket secure =
                    (SSLSocket) TrustedAuthorities.sockets().createSocket(socket, site.getHost(), port, true);
            SSLParameters parameters = secure.getSSLParameters();
            // This setting verifies the host name; by default, an SSLSocket does not verify it
            parameters.setEndpointIdentificationAlgorithm("HTTPS");
            secure.setSSLParameters(parameters);
            socket = secure;
        }
        replies = new ReplyReader(new BufferedInputStream(new UntilDeadline(socket.getInputStream())));
    }

    /** Whether the next request reuses the connection, unless the server closes it meanwhile. */
    public boolean kept() {
        return socket != null;
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException broken) {
            // The connection is discarded anyway
        }
        socket = null;
    }

    /** Bounds each read by the deadline. */
    private final class UntilDeadline extends FilterInputStream {

        UntilDeadline(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            long left = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            try {
                socket.setSoTimeout((int) Math.max(1, left));
                return super.read(bytes, offset, length);
            } catch (SocketTimeoutException late) {
                throw new SocketTimeoutException("no complete answer within " + patience.toSeconds() + " s");
            }
        }
    }
}
