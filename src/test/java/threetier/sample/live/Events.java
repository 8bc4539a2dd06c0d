package threetier.sample.live;

import jakarta.servlet.AsyncContext;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A stream of server-sent events for each client. DELETE sends the last event to all clients of this node. */
@WebServlet(urlPatterns = "/events", asyncSupported = true)
public class Events extends HttpServlet {

    private static final long serialVersionUID = 1L;

    private final transient Queue<AsyncContext> clients = new ConcurrentLinkedQueue<>();

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
    protected void doDelete(HttpServletRequest request, HttpServletResponse response) throws IOException {
        for (AsyncContext client = clients.poll(); client != null; client = clients.poll()) {
            client.getResponse().getOutputStream().print("data: end\n\n");
            client.complete();
        }
    }
}
