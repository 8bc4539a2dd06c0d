package threetier.pool.log;

import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;

/** Records the id of each request while its thread serves it. */
public final class RequestIdFilter implements Filter {

    @Override
    public void doFilter(ServletRequest request, ServletResponse response, FilterChain rest)
            throws IOException, ServletException {
        RequestId.begin(request instanceof HttpServletRequest http ? http.getHeader(RequestId.HEADER) : null);
        try {
            rest.doFilter(request, response);
        } finally {
            RequestId.end();
        }
    }
}
