package threetier.command.drill;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.process.LoopbackServer;

/**
 * A proxy between the edge and the site, which loses answers: it passes a request on, waits until the site answers, and
 * then breaks both connections. The edge uses each connection for one request.
 */
final class LostAnswers implements AutoCloseable {

    private static final int CHUNK = 65_536;
    /** One in this many of the requests below loses its answer. */
    private static final int EACH = 3;

    private static final Pattern REQUEST = Pattern.compile("(\\S+) (/write|/read|/timestamps)(?:\\?\\S*)? ");
    private static final Pattern ID = Pattern.compile("(?im)^X-Amz-Cf-Id: *(\\S+)");

    private final LoopbackServer server;
    private final int target;
    private final AtomicInteger number = new AtomicInteger();
    private final Map<String, AtomicInteger> lost = new ConcurrentHashMap<>();
    private volatile boolean losing;

    private LostAnswers(int target) {
        this.target = target;
        server = LoopbackServer.start("lost-answers", this::serve);
    }

    /** Starts the proxy to this port of the loopback address, on a free port. At first, it loses nothing. */
    static LostAnswers to(int target) {
        return new LostAnswers(target);
    }

    int port() {
        return server.port();
    }

    void lose(boolean now) {
        losing = now;
    }

    /** How many requests with this beginning, like {@code GET /read}, lost their answer. */
    long lost(String request) {
        return lost.keySet().stream().filter(one -> one.startsWith(request)).count();
    }

    /** How many of these requests arrived once more after their answer was lost. */
    long repeated(String request) {
        return lost.entrySet().stream()
                .filter(one -> one.getKey().startsWith(request))
                .filter(one -> one.getValue().get() > 0)
                .count();
    }

    @Override
    public void close() {
        server.close();
    }

    private void serve(Socket edge) {
        try (edge;
                Socket site = new Socket()) {
            site.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            byte[] first = new byte[CHUNK];
            int length = edge.getInputStream().read(first);
            if (length < 0) {
                return;
            }
            boolean loses = loses(new String(first, 0, length, StandardCharsets.ISO_8859_1));
            site.getOutputStream().write(first, 0, length);
            server.background(() -> pass(edge, site));
            if (loses) {
                // The first byte: the site has done what it was asked to do
                site.getInputStream().read();
                edge.setSoLinger(true, 0);
                return;
            }
            copy(site.getInputStream(), edge.getOutputStream());
        } catch (IOException broken) {
            // Both connections are closed
        }
    }

    /** Whether the answer of this request is to be lost. A request that arrives again gets its answer. */
    private boolean loses(String head) {
        Matcher request = REQUEST.matcher(head);
        Matcher id = ID.matcher(head);
        if (!request.lookingAt() || !id.find()) {
            return false;
        }
        String name = request.group(1) + " " + request.group(2) + " " + id.group(1);
        AtomicInteger before = lost.get(name);
        if (before != null) {
            before.incrementAndGet();
            return false;
        }
        if (!losing || number.incrementAndGet() % EACH != 0) {
            return false;
        }
        lost.put(name, new AtomicInteger());
        return true;
    }

    private static void pass(Socket from, Socket to) {
        try {
            copy(from.getInputStream(), to.getOutputStream());
        } catch (IOException closed) {
            // The answer has ended
        }
    }

    private static void copy(InputStream in, OutputStream out) throws IOException {
        byte[] chunk = new byte[CHUNK];
        for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
            out.write(chunk, 0, read);
        }
    }
}
