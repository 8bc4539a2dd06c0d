package threetier.health;

import jakarta.inject.Inject;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/**
 * While the node drains, every answer ends its connection. A balancer that works on connections sends new ones elsewhere, but cannot
 * move one that the web tier keeps.
 */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class DrainingFilter implements Filter {

    @Inject
    private Draining draining;

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain) throws IOException, ServletException {
        if (draining.now()) {
            ((HttpServletResponse) response).setHeader("Connection", "close");
        }
        chain.doFilter(request, response);
    }
}
