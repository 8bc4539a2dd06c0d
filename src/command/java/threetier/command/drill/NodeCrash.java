package threetier.command.drill;

import java.util.Set;

/** A drill in which a web or app node dies. */
interface NodeCrash extends Scenario {

    @Override
    default boolean graceful() {
        return false;
    }

    @Override
    default Set<String> alerts() {
        return Set.of("NodeDown");
    }

    /** How many requests fail until the balancer notices depends on the moment, too. */
    @Override
    default Set<String> possibleAlerts() {
        return Set.of("ReadsFail", "ReadsSlow", "WritesFail", "WritesSlow");
    }
}
