package threetier.command.drill;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import threetier.command.load.Exchange;

/** The kinds of failed requests. The first three can happen in a crash; the last must not. */
enum Failure {

    /** 503 with {@code Retry-After}: nothing was done. */
    REFUSED("refused 503"),
    /** In flight when a node died. */
    IN_FLIGHT("in flight on the dead node"),
    /** Sent between a node's death and the moment its balancer noticed. */
    UNNOTICED("lost before the balancer noticed"),
    /** Everything else, including every 500 and every wrong answer. */
    OTHER("other");

    /** Statuses that a dead node causes: no answer (0), or a gateway error. */
    private static final Set<Integer> LOST = Set.of(0, 502, 503, 504);

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** The kind of this request's failure; empty if it did not fail. */
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
