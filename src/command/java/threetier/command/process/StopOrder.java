package threetier.command.process;

import java.time.Duration;
import java.util.Arrays;

/**
 * The order in which tiers stop: first programs that belong to no tier, then the tiers from the edge to data. The tiers
 * of a second application have a 2 in their names.
 */
enum StopOrder {
    BESIDE(Nodes.BESIDE, 20),
    EDGE(Nodes.EDGE, 10),
    WEB("web", 40),
    WEB2("web2", 40),
    APP("app", 30),
    APP2("app2", 30),
    DATA("data", 60);

    private final String tier;
    private final Duration grace;

    StopOrder(String tier, int seconds) {
        this.tier = tier;
        grace = Duration.ofSeconds(seconds);
    }

    /** @throws java.util.NoSuchElementException if there is no such tier */
    static StopOrder of(String tier) {
        return Arrays.stream(values())
                .filter(one -> one.tier.equals(tier))
                .findFirst()
                .orElseThrow();
    }

    /** How long a node of this tier may take to stop. */
    Duration grace() {
        return grace;
    }
}
