package threetier.command.deploy;

import java.util.Map;
import java.util.TreeMap;

/** The parts of a deployment that run all the time, named as in the list of prices. */
public final class Parts {

    /** The number of secrets: one for the administrator of the database, and two for the users of the application. */
    private static final int SECRETS = 3;
    /** High and low, for the scaling of each tier and of the readers. */
    private static final int ALARMS = 6;
    /**
     * Gigabytes a month that the network's log gets for each node and zone: from each zone, a balancer checks a node
     * every 5 s, and a check is four records of 131 bytes.
     */
    private static final double LOG_OF_CHECKS = 0.275;

    private Parts() {}

    /** The number of each part. */
    public static Map<String, Double> of(Settings settings) {
        int nodes = settings.initial("WebSizes") + settings.initial("AppSizes");
        // The public balancer has one public address in each of its subnets
        int addresses = settings.natGateways()
                + (settings.ownNetwork()
                        ? settings.number("Zones")
                        : settings.list("ExistingPublicSubnets").size());
        Map<String, Double> parts = new TreeMap<>();
        parts.merge(settings.text("WebInstanceType"), (double) settings.initial("WebSizes"), Double::sum);
        parts.merge(settings.text("AppInstanceType"), (double) settings.initial("AppSizes"), Double::sum);
        int databases = 1 + settings.number("Readers");
        if (settings.text("DatabaseClass").equals("db.serverless")) {
            parts.put("Aurora capacity unit", databases * settings.decimal("MinCapacity"));
        } else {
            parts.put(settings.text("DatabaseClass"), (double) databases);
        }
        // An Application and a Network Load Balancer have the same price, so Sessions=affinity changes nothing
        parts.put("balancer", 2.0);
        parts.put("NAT gateway", (double) settings.natGateways());
        parts.put("public address", (double) addresses);
        parts.put("8 GB disk", (double) nodes);
        parts.put("detailed monitoring", (double) nodes);
        parts.put("alarm", (double) ALARMS);
        parts.put("secret", SECRETS + (settings.text("Protocol").equals("ajp") ? 1.0 : 0));
        // Only a network of its own is logged
        parts.put("log GB", settings.ownNetwork() ? tenths(nodes * settings.number("Zones") * LOG_OF_CHECKS) : 0);
        return parts;
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
