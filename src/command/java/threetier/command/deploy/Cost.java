package threetier.command.deploy;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The monthly cost of a deployment in US dollars.
 *
 * @param date the date of the prices
 * @param before the cost of the running stack; 0 for a new stack
 * @param after the cost of the stack after the deployment
 * @param unknown the parts without a price whose number increases with the deployment
 */
record Cost(String date, long before, long after, List<String> unknown) {

    /** @param last the settings of the running stack; empty for a new stack */
    static Cost of(Prices prices, Optional<Settings> last, Settings next) {
        Map<String, Integer> before = last.map(Parts::of).orElse(Map.of());
        Map<String, Integer> after = Parts.of(next);
        List<String> unknown = after.keySet().stream()
                .filter(part -> !prices.monthly().containsKey(part))
                .filter(part -> after.get(part) > before.getOrDefault(part, 0))
                .toList();
        return new Cost(prices.date(), Math.round(prices.of(before)), Math.round(prices.of(after)), unknown);
    }

    /** A line with the cost and its difference from the cost of the running stack. */
    String line() {
        return "This costs about " + after + " US dollars a month, " + difference() + " (list prices of us-east-1, "
                + date
                + "; without traffic, storage and nodes added under load)."
                + (unknown.isEmpty()
                        ? ""
                        : " Not counted, because docs/aws-prices.yaml has no price: " + missing() + ".");
    }

    private String difference() {
        if (before == 0) {
            return "all of it new";
        }
        return after == before
                ? "as now"
                : Math.abs(after - before) + (after > before ? " more" : " less") + " than now";
    }

    /** The additional cost to which a user must agree; empty if there is none. */
    List<String> consequences() {
        if (after > before) {
            return List.of("It costs " + (after - before) + " US dollars a month more.");
        }
        return unknown.isEmpty() ? List.of() : List.of("It may cost more, because of " + missing() + ".");
    }

    private String missing() {
        return unknown.stream().collect(Collectors.joining(", "));
    }
}
