package threetier.metrics;

import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.HttpHeaders;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import threetier.measure.Meters;

/**
 * Answers {@code /metrics}. The web tier does not forward this path (httpd/proxy.conf). A servlet with this exact path
 * replaces the one of MicroProfile Metrics, and requests to it are not part of the numbers.
 */
@WebServlet("/metrics")
public class MetricsServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    @Inject
    private transient Meters meters;

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        byte[] text = PrometheusText.of(meters.families()).getBytes(StandardCharsets.UTF_8);
        response.setContentType(PrometheusText.MEDIA_TYPE);
        response.setHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        response.setContentLength(text.length);
        response.getOutputStream().write(text);
    }
}
