package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * Chooses the zones of a new stack: those that offer the instance types and the database class. An existing stack keeps
 * its zones, because a change of zones would replace its subnets.
 */
final class Zones {

    static final String PARAMETER = "ZoneNames";

    /** The name of a public subnet in cloudformation/network.yaml; the last letter names the position of its zone. */
    private static final Pattern SUBNET = Pattern.compile(".* public ([abc])");

    private final Aws aws;
    private final Consumer<String> say;

    Zones(Aws aws, Consumer<String> say) {
        this.aws = aws;
        this.say = say;
    }

    /**
     * @param stack the existing stack; empty for a new one
     * @param last the parameters of the existing stack
     * @throws CommandException if too few zones offer what the deployment needs; each line of the message says what to
     *     change
     */
    List<String> choose(Settings settings, Optional<String> stack, Settings last) {
        List<Offer> offers = Offer.all(aws, settings, say);
        if (!settings.ownNetwork()) {
            refuseWithoutOffer(settings.list("ExistingZones"), offers);
            return settings.list("ExistingZones");
        }
        List<String> named = settings.list(PARAMETER);
        List<String> present = stack.map(name -> present(name, last)).orElse(List.of());
        if (stack.isPresent() && present.isEmpty() && named.isEmpty()) {
            throw new CommandException("The zones of the stack " + stack.get()
                    + " cannot be read from its subnets. Name them in the order of the subnets a, b and c: --param "
                    + PARAMETER + "=…");
        }
        List<String> zones = present.isEmpty() ? named : present;
        if (!named.isEmpty() && !named.equals(zones)) {
            throw new CommandException("The stack is in " + String.join(", ", zones) + "; another " + PARAMETER
                    + " would replace its network. Leave the parameter out.");
        }
        int wanted = settings.number("Zones");
        List<String> kept = zones.subList(0, Math.min(wanted, zones.size()));
        refuseWithoutOffer(kept, offers);
        return kept.size() == wanted ? kept : completed(kept, wanted, offers);
    }

    private static void refuseWithoutOffer(List<String> zones, List<Offer> offers) {
        List<String> problems =
                zones.stream().flatMap(zone -> missing(zone, offers).stream()).toList();
        if (!problems.isEmpty()) {
            throw new CommandException("A zone of this deployment lacks what it needs. Nothing was changed.\n"
                    + String.join("\n", problems)
                    + "\n  Choose a type that each of these zones offers: " + String.join(", ", zones));
        }
    }

    /** A line for each type that the zone does not offer. */
    private static List<String> missing(String zone, List<Offer> offers) {
        return offers.stream()
                .filter(offer -> !offer.zones().contains(zone))
                .map(offer -> "  " + zone + " does not offer " + offer.type() + " (" + offer.parameter()
                        + "), offered in "
                        + (offer.zones().isEmpty()
                                ? "no zone of the region"
                                : String.join(", ", new TreeSet<>(offer.zones()))))
                .toList();
    }

    private List<String> completed(List<String> kept, int wanted, List<Offer> offers) {
        List<String> chosen = new ArrayList<>(kept);
        List<String> problems = new ArrayList<>();
        for (String zone : ofTheRegion()) {
            List<String> missing = missing(zone, offers);
            if (missing.isEmpty() && !chosen.contains(zone) && chosen.size() < wanted) {
                chosen.add(zone);
            }
            problems.addAll(missing);
        }
        if (chosen.size() < wanted) {
            throw new CommandException("Zones=" + wanted + " needs " + wanted + " zones that offer everything; "
                    + aws.region() + " has " + chosen.size() + ". Nothing was changed.\n" + String.join("\n", problems)
                    + "\n  Choose another type or class with --param, or another region with --region.");
        }
        say.accept("zones: " + String.join(", ", chosen));
        return chosen;
    }

    private List<String> ofTheRegion() {
        return aws
                .json(
                        "ec2",
                        "describe-availability-zones",
                        "--filters",
                        "Name=zone-type,Values=availability-zone",
                        "Name=state,Values=available")
                .list("AvailabilityZones")
                .stream()
                .map(zone -> zone.text("ZoneName"))
                .sorted()
                .toList();
    }

    /** The zones of an existing stack. An older stack has no parameter with its zones; its subnets tell the zones. */
    private List<String> present(String stack, Settings last) {
        if (!last.list(PARAMETER).isEmpty()) {
            return last.list(PARAMETER);
        }
        TreeMap<String, String> zones = new TreeMap<>();
        for (Json subnet : aws.json("ec2", "describe-subnets", "--filters", "Name=tag:three-tier,Values=" + stack)
                .at("Subnets")
                .items()) {
            subnet.at("Tags").items().stream()
                    .filter(tag -> tag.text("Key").equals("Name"))
                    .map(tag -> SUBNET.matcher(tag.text("Value")))
                    .filter(Matcher::matches)
                    .forEach(name -> zones.put(name.group(1), subnet.text("AvailabilityZone")));
        }
        return List.copyOf(zones.values());
    }
}
