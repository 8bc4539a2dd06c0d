package threetier.command.drill;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The kinds of failed requests. The first three can happen in a crash; the last must not. */
enum Failure {

    /** 503 that says when to try again: nothing was done. */
    REFUSED("refused 503"),
    /** Under way when a node died. */
    IN_FLIGHT("in flight on the dead node"),
    /** Sent between a node's death and the moment its balancer noticed. */
    UNNOTICED("lost before the balancer noticed"),
    /** Everything else, among it every 500 and every wrong answer. */
    OTHER("other");

    /** What a client sees of a dead node: no answer at all, or a gateway's that got none. */
    private static final Set<Integer> LOST = Set.of(0, 502, 503, 504);

    private final String words;

    Failure(String words) {
        this.words = words;
    }

    String words() {
        return words;
    }

    /** Of which kind this request failed; empty when it did not. */
    static Optional<Failure> of(Exchange exchange, List<DrillEvents.Death> deaths) {
        if (!exchange.failed()) {
            return Optional.empty();
        }
        if (exchange.status() == 503 && exchange.retryAfter()) {
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
