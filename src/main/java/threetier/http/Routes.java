package threetier.http;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Method;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.regex.Pattern;
import threetier.measure.Meters;

/** Finds the route of a request: the path template of the resource method that answers it. */
@ApplicationScoped
class Routes {

    /** The route of requests that no resource method answers. */
    private static final String NONE = "none";

    private static final Pattern PARAMETER_PATTERN = Pattern.compile("\\{(\\w+): (?:[^{}]|\\{\\d+})*}");

    private final ConcurrentMap<Method, RouteMeter> routes = new ConcurrentHashMap<>();
    private Meters meters;
    private RouteMeter none;

    @Inject
    Routes(Meters meters) {
        this.meters = meters;
        none = new RouteMeter(meters, NONE);
    }

    /** The proxy class that CDI generates needs this constructor. */
    protected Routes() {}

    /**
     * The meter of the request's route. JAX-RS also offers the resource method by injection, but the injected object
     * searches for the current request at each call. Jersey's {@code UriInfo} already knows the method.
     */
    RouteMeter of(UriInfo uri) {
        Method method = uri instanceof ResourceInfo resource ? resource.getResourceMethod() : null;
        if (method == null) {
            return none;
        }
        RouteMeter known = routes.get(method);
        return known != null ? known : routes.computeIfAbsent(method, this::meter);
    }

    private RouteMeter meter(Method method) {
        Path type = method.getDeclaringClass().getAnnotation(Path.class);
        return type == null ? none : new RouteMeter(meters, template(type, method.getAnnotation(Path.class)));
    }

    /** Joins the paths of class and method. A parameter is shown without its pattern. */
    static String template(Path type, Path method) {
        String path = "/" + type.value() + (method == null ? "" : "/" + method.value());
        return PARAMETER_PATTERN.matcher(path.replaceAll("/{2,}", "/")).replaceAll("{$1}");
    }
}
