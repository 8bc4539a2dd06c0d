package threetier.sample.live;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.annotation.WebFilter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Covers all paths, as many filters do, and redirects health checks. */
@WebFilter(urlPatterns = "/*", asyncSupported = true)
public class EverywhereFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain chain)
            throws IOException, ServletException {
        if (((HttpServletRequest) request).getRequestURI().startsWith("/health")) {
            ((HttpServletResponse) response).sendRedirect("/login.html");
        } else {
            chain.doFilter(request, response);
        }
    }
}
