package threetier.command.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.json.Json;

/**
 * The zones in which AWS offers the type that a parameter names.
 *
 * @param parameter the parameter of the root template
 * @param type an instance type or a database class
 * @param zones the zones of the region that offer the type
 */
record Offer(String parameter, String type, Set<String> zones) {

    /** Asks where each type is offered that a zone must have. An offer that cannot be read is left out, with a note. */
    static List<Offer> all(Aws aws, Settings settings, Consumer<String> say) {
        List<Offer> offers = new ArrayList<>();
        for (String parameter : List.of("WebInstanceType", "AppInstanceType")) {
            String type = settings.text(parameter);
            unlessUnknown(parameter, type, () -> instances(aws, type), offers, say);
        }
        String type = settings.text("DatabaseClass");
        unlessUnknown("DatabaseClass", type, () -> databases(aws, type, settings.text("EngineVersion")), offers, say);
        return offers;
    }

    private static void unlessUnknown(
            String parameter, String type, Supplier<Set<String>> zones, List<Offer> offers, Consumer<String> say) {
        try {
            offers.add(new Offer(parameter, type, zones.get()));
        } catch (CommandException unknown) {
            say.accept("note: it was not checked in which zones " + type + " (" + parameter + ") is offered: "
                    + unknown.getMessage());
        }
    }

    private static Set<String> instances(Aws aws, String type) {
        Json answer = aws.json(
                "ec2",
                "describe-instance-type-offerings",
                "--location-type",
                "availability-zone",
                "--filters",
                "Name=instance-type,Values=" + type);
        return answer.list("InstanceTypeOfferings").stream()
                .map(offering -> offering.text("Location"))
                .collect(Collectors.toSet());
    }

    private static Set<String> databases(Aws aws, String type, String version) {
        Json answer = aws.json(
                "rds",
                "describe-orderable-db-instance-options",
                "--engine",
                "aurora-mysql",
                "--engine-version",
                version,
                "--db-instance-class",
                type);
        return answer.list("OrderableDBInstanceOptions").stream()
                .flatMap(option -> option.at("AvailabilityZones").items().stream())
                .map(zone -> zone.text("Name"))
                .collect(Collectors.toSet());
    }
}
