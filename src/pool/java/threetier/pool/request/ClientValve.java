package threetier.pool.request;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.Method;
import org.apache.catalina.Request;
import org.apache.catalina.Response;
import org.glassfish.grizzly.http.HttpRequestPacket;

/**
 * Makes the application see the client's address, whether the client uses HTTPS, and the header {@code Range}. The web
 * tier reports them in headers of its own (httpd/client.conf, httpd/limits.conf). {@code getScheme()} comes from a
 * setting of the server ({@code scheme-mapping}).
 */
public final class ClientValve extends RequestValve {

    private static final String RANGE = "Client-Range";

    /** Returns the listener's request, on which the application's request is built. */
    private volatile Method listenersRequest;

    @Override
    public int invoke(Request request, Response response) throws ServletException {
        HttpServletRequest head = (HttpServletRequest) request.getRequest();
        String address = head.getHeader("Client-Address");
        if (address != null) {
            HttpRequestPacket packet = packet(request);
            // request.setRemoteAddr has no effect
            packet.remoteAddr().setString(address);
            String range = head.getHeader(RANGE);
            if (range != null) {
                packet.setHeader("Range", range);
                packet.getHeaders().removeHeader(RANGE);
            }
        }
        if ("https".equals(head.getHeader("Client-Scheme"))) {
            request.setSecure(true);
        }
        return INVOKE_NEXT;
    }

    /** The method is public, but its name differs between Payara and the published API. */
    private HttpRequestPacket packet(Request request) throws ServletException {
        try {
            if (listenersRequest == null) {
                listenersRequest = request.getClass().getMethod("getCoyoteRequest");
            }
            return ((org.glassfish.grizzly.http.server.Request) listenersRequest.invoke(request)).getRequest();
        } catch (ReflectiveOperationException otherServer) {
            throw new ServletException("This server is no Payara 6 or 7", otherServer);
        }
    }
}
