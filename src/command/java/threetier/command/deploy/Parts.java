package threetier.command.deploy;

import java.util.Map;
import java.util.TreeMap;

/** The parts of a deployment that run all the time, named as in the list of prices. */
public final class Parts {

    /** The number of secrets: one for the administrator of the database, and two for the users of the application. */
    private static final int SECRETS = 3;

    private Parts() {}

    /** The number of each part. */
    public static Map<String, Integer> of(Settings settings) {
        int nodes = settings.initial("WebSizes") + settings.initial("AppSizes");
        // The public balancer has one public address in each of its subnets
        int addresses = settings.natGateways()
                + (settings.ownNetwork()
                        ? settings.number("Zones")
                        : settings.list("ExistingPublicSubnets").size());
        Map<String, Integer> parts = new TreeMap<>();
        parts.merge(settings.text("WebInstanceType"), settings.initial("WebSizes"), Integer::sum);
        parts.merge(settings.text("AppInstanceType"), settings.initial("AppSizes"), Integer::sum);
        parts.put(settings.text("DatabaseClass"), 1 + settings.number("Readers"));
        parts.put("balancer", 2);
        parts.put("NAT gateway", settings.natGateways());
        parts.put("public address", addresses);
        parts.put("8 GB disk", nodes);
        parts.put("detailed monitoring", nodes);
        parts.put("secret", SECRETS + (settings.text("Protocol").equals("ajp") ? 1 : 0));
        return parts;
    }
}
