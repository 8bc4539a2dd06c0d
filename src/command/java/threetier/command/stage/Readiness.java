package threetier.command.stage;

import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.Reply;
import threetier.command.process.Node;

/** The readiness check of an app node, which the server answers unless the application keeps it from doing so. */
final class Readiness {

    private static final String PATH = "/health/ready";
    private static final Set<Integer> LOGIN = Set.of(401, 403);
    private static final String REMEDY =
            " Let /health/* pass without a login or HTTPS: by a security-constraint without"
                    + " auth-constraint in web.xml, and in your filters.";

    private Readiness() {}

    /**
     * Whether the node is ready for requests.
     *
     * @throws CommandException if the application answers the check with a redirect or asks for a login: the node would
     *     never become ready
     */
    static boolean of(Node node) {
        Optional<Reply> reply = reply(node);
        reply.filter(answer -> answer.status() / 100 == 3 || LOGIN.contains(answer.status()))
                .ifPresent(answer -> {
                    String location = answer.header("location");
                    throw new CommandException(node.name() + ": the application answers " + PATH + " with "
                            + answer.status() + (location.isEmpty() ? "" : " (" + location + ")")
                            + ", so no balancer would send it requests." + REMEDY);
                });
        return reply.filter(answer -> answer.status() == 200).isPresent();
    }

    /** A warning if the application answers the check with a page, such as a login form; otherwise empty. */
    static Optional<String> warning(Node node) {
        return reply(node)
                .filter(answer -> answer.header("content-type").startsWith("text/html"))
                .map(page -> node.name() + ": the application answers " + PATH
                        + " with a page, so a balancer always takes this node for ready." + REMEDY);
    }

    private static Optional<Reply> reply(Node node) {
        try {
            return Optional.of(HttpConnection.get(node.url() + PATH));
        } catch (IOException notYet) {
            return Optional.empty();
        }
    }
}
