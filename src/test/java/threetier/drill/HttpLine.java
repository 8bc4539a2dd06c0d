package threetier.drill;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * An HTTP/1.1 client with one connection, kept while the server keeps it. It hides nothing: no request is ever sent a second time,
 * which other clients do for a GET on a connection that broke.
 */
final class HttpLine implements Closeable {

    /**
     * What was answered.
     *
     * @param headers names in lower case; the values of a repeated one are joined by commas
     */
    record Reply(int status, Map<String, String> headers, String body) {

        String header(String name) {
            return headers.getOrDefault(name, "");
        }
    }

    private static final int LONGEST_LINE = 8_192;

    private final String host;
    private final int port;
    private final int patienceMillis;
    private Socket socket;
    private InputStream in;

    /** @param patienceMillis how long to wait for a connection, and for each piece of an answer */
    HttpLine(String url, int patienceMillis) {
        URI address = URI.create(url);
        host = address.getHost();
        port = address.getPort();
        this.patienceMillis = patienceMillis;
    }

    /**
     * Sends a request without a body.
     *
     * @param headers lines, each with its line end
     * @throws IOException when there is no complete answer; the next request takes a new connection
     */
    Reply send(String method, String path, String headers) throws IOException {
        try {
            connect();
            String length = method.equals("POST") ? "Content-Length: 0\r\n" : "";
            socket.getOutputStream().write((method + " " + path + " HTTP/1.1\r\nHost: " + host + ":" + port + "\r\n" + headers + length + "\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            Reply reply = receive();
            if (reply.header("connection").equalsIgnoreCase("close")) {
                close();
            }
            return reply;
        } catch (IOException failure) {
            close();
            throw failure;
        }
    }

    @Override
    public void close() {
        try {
            if (socket != null) {
                socket.close();
            }
        } catch (IOException broken) {
            // it is given up anyway
        }
        socket = null;
    }

    private void connect() throws IOException {
        if (socket != null) {
            return;
        }
        socket = new Socket();
        socket.connect(new InetSocketAddress(host, port), patienceMillis);
        socket.setSoTimeout(patienceMillis);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Reply receive() throws IOException {
        String[] status = line().split(" ", 3);
        if (status.length < 2 || !status[1].matches("\\d{3}")) {
            throw new IOException("no status line");
        }
        Map<String, String> headers = new HashMap<>();
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(":", 2);
            headers.merge(parts[0].toLowerCase(Locale.ROOT), parts.length < 2 ? "" : parts[1].strip(), (one, other) -> one + ", " + other);
        }
        byte[] body = headers.getOrDefault("transfer-encoding", "").equalsIgnoreCase("chunked") ? chunks()
                : exactly(Integer.parseInt(headers.getOrDefault("content-length", "0")));
        return new Reply(Integer.parseInt(status[1]), headers, new String(body, StandardCharsets.UTF_8));
    }

    private byte[] chunks() throws IOException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        int size;
        do {
            size = Integer.parseInt(line().split(";")[0].strip(), 16);
            body.writeBytes(exactly(size));
            line();
        } while (size > 0);
        return body.toByteArray();
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("the answer broke off");
        }
        return bytes;
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0 || line.length() > LONGEST_LINE) {
                throw new EOFException("no complete answer");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }
}
