package threetier.command.drill;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import threetier.command.load.Exchange;

/** The kinds of failed requests. The first three kinds are allowed in a crash; the last kind is never allowed. */
enum Failure {

    /** The answer was a 503 with {@code Retry-After}: the site did nothing. */
    REFUSED("refused 503"),
    /** The request was in flight when a node died. */
    IN_FLIGHT("in flight on the dead node"),
    /** The request was sent after a node had died and before the balancer of the node noticed the death. */
    UNNOTICED("lost before the balancer noticed"),
    /** Every other failure, including every status 500 and every wrong answer. */
    OTHER("other");

    /** The statuses that a dead node can cause: 0 for no answer, or a gateway error. */
    private static final Set<Integer> LOST = Set.of(0, 502, 503, 504);

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The kind of failure of this request; empty if the request did not fail. */
    static Optional<Failure> of(Exchange exchange, List<DrillEvents.Death> deaths) {
        if (!exchange.failed()) {
            return Optional.empty();
        }
        if (exchange.refused()) {
            return Optional.of(REFUSED);
        }
        if (LOST.contains(exchange.status())) {
            for (DrillEvents.Death death : deaths) {
                if (exchange.start() < death.died() && exchange.end() >= death.died()) {
                    return Optional.of(IN_FLIGHT);
                }
                if (exchange.start() >= death.died() && exchange.start() < death.noticed()) {
                    return Optional.of(UNNOTICED);
                }
            }
        }
        return Optional.of(OTHER);
    }
}
