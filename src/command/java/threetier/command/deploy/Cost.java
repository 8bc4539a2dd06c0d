package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The monthly cost of a deployment.
 *
 * @param date of the prices
 * @param before of what runs; nothing for a new stack
 * @param after of what would run
 * @param unknown parts without a price, of which there would be more
 */
record Cost(String date, Amount before, Amount after, List<String> unknown) {

    private static final Amount NOTHING = new Amount(0, 0);

    /**
     * US dollars a month.
     *
     * @param idle while no burstable type exceeds its baseline
     * @param loaded with all CPUs at the targets of scaling day and night
     */
    record Amount(long idle, long loaded) {

        static Amount of(Prices prices, Settings settings) {
            Map<String, Double> parts = Parts.of(settings);
            double idle = prices.of(parts);
            double surplus = prices.surplus(parts, settings.targetOfNodes(), settings.targetOfDatabases());
            return new Amount(Math.round(idle), Math.round(idle + surplus));
        }
    }

    /** @param last the settings of the running stack; empty for a new stack */
    static Cost of(Prices prices, Optional<Settings> last, Settings next) {
        Map<String, Double> running = last.map(Parts::of).orElse(Map.of());
        Map<String, Double> wanted = Parts.of(next);
        List<String> unknown = wanted.keySet().stream()
                .filter(part -> !prices.monthly().containsKey(part))
                .filter(part -> wanted.get(part) > running.getOrDefault(part, 0.0))
                .toList();
        return new Cost(
                prices.date(),
                last.map(settings -> Amount.of(prices, settings)).orElse(NOTHING),
                Amount.of(prices, next),
                unknown);
    }

    /** The cost, the difference to what runs, and what is not counted, as lines. */
    String lines() {
        return "This costs about " + after.idle + " US dollars a month, " + difference()
                + " (list prices of us-east-1, "
                + date
                + "; without traffic, storage and nodes added under load)."
                + (after.loaded == after.idle
                        ? ""
                        : "\n  With all CPUs at their scaling targets day and night, the surplus credits of burstable types add "
                                + (after.loaded - after.idle) + ".")
                + (unknown.isEmpty()
                        ? ""
                        : "\n  Not counted, because docs/aws-prices.yaml has no price: " + missing() + ".");
    }

    private String difference() {
        if (before.equals(NOTHING)) {
            return "all of it new";
        }
        long more = after.idle - before.idle;
        return more == 0 ? "as now" : Math.abs(more) + (more > 0 ? " more" : " less") + " than now";
    }

    /** The additional cost to which a user must agree; empty if there is none. */
    List<String> consequences() {
        if (after.idle > before.idle) {
            return List.of("It costs " + (after.idle - before.idle) + " US dollars a month more.");
        }
        if (after.loaded > before.loaded) {
            return List.of("Under load it costs up to " + (after.loaded - before.loaded) + " US dollars a month more.");
        }
        return unknown.isEmpty() ? List.of() : List.of("It may cost more, because of " + missing() + ".");
    }

    private String missing() {
        return String.join(", ", unknown);
    }
}
