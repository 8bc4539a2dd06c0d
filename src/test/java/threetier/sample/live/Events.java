package threetier.sample.live;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;

/**
 * A stream of server-sent events for each client, with a comment every five seconds. DELETE sends the last event to all
 * clients of this node.
 */
@WebServlet(urlPatterns = "/events", asyncSupported = true)
public class Events extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Queue<AsyncContext> clients = new ConcurrentLinkedQueue<>();

    @Resource
    private transient ManagedScheduledExecutorService clock;

    @Override
    public void init() {
        clock.scheduleAtFixedRate(() -> clients.removeIf(client -> !sent(client, ":\n\n")), 5, 5, TimeUnit.SECONDS);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        response.setContentType("text/event-stream");
        AsyncContext client = request.startAsync();
        client.setTimeout(0);
        response.getOutputStream().print("data: open\n\n");
        response.flushBuffer();
        clients.add(client);
    }

    @Override
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) {
        for (AsyncContext client = clients.poll(); client != null; client = clients.poll()) {
            sent(client, "data: end\n\n");
            client.complete();
        }
    }

    /** Returns whether the client still listens. */
    private static boolean sent(AsyncContext client, String event) {
        try {
            client.getResponse().getOutputStream().print(event);
            client.getResponse().flushBuffer();
            return true;
        } catch (IOException gone) {
            return false;
        }
    }
}
