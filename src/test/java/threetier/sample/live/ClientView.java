package threetier.sample.live;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Says what the application knows about its client, in a new session. {@code /client/there} redirects to it. */
@WebServlet(urlPatterns = {"/client", "/client/there", "/confidential"})
public class ClientView extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        if (request.getServletPath().equals("/client/there")) {
            response.sendRedirect("/client");
            return;
        }
        request.getSession();
        response.setContentType("text/plain");
        response.getWriter()
                .print(request.getScheme() + " " + request.isSecure() + " " + request.getRemoteAddr() + " "
                        + request.getRequestURL());
    }
}
