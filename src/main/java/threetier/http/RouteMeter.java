package threetier.http;

import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;
import threetier.measure.Histogram;
import threetier.measure.Meters;

/** Counts the requests of one route and how long they took, by method and class of status. */
final class RouteMeter {

    private static final String NAME = "threetier_http_request_duration_seconds";
    private static final String HELP =
            "Time of a request in the application until the first byte of its response body.";
    private static final List<String> METHODS = List.of("GET", "POST", "HEAD", "OPTIONS", "PUT", "DELETE", "other");
    private static final int CLASSES = 6;

    private final Meters meters;
    private final String route;
    private final AtomicReferenceArray<Histogram> histograms = new AtomicReferenceArray<>(METHODS.size() * CLASSES);

    /** @param route the path template, such as {@code /timestamps/{id}} */
    RouteMeter(Meters meters, String route) {
        this.meters = meters;
        this.route = route;
    }

    String route() {
        return route;
    }

    void record(String method, int status, long nanos) {
        int index = METHODS.indexOf(method);
        int methodIndex = index < 0 ? METHODS.size() - 1 : index;
        int place = methodIndex * CLASSES + Math.min(status / 100, CLASSES - 1);
        Histogram histogram = histograms.get(place);
        if (histogram == null) {
            histogram = add(place, METHODS.get(methodIndex), status / 100 + "xx");
        }
        histogram.record(nanos);
    }

    private Histogram add(int place, String method, String status) {
        Histogram histogram = Histogram.ofDurations();
        if (!histograms.compareAndSet(place, null, histogram)) {
            return histograms.get(place);
        }
        meters.histogram(NAME, HELP, histogram, "route", route, "method", method, "status", status);
        return histogram;
    }
}
