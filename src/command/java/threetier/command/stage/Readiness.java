package threetier.command.stage;

import threetier.command.http.HttpConnection;
import threetier.command.process.Node;

/** The readiness check of an app node. The server answers it before any filter or login of the application. */
final class Readiness {

    private static final String PATH = "/health/ready";

    private Readiness() {}

    /** Whether the node is ready for requests. */
    static boolean of(Node node) {
        return HttpConnection.ok(node.url() + PATH);
    }
}
