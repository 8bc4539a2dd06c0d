package threetier.command.deploy;

import java.util.Map;
import java.util.TreeMap;

/** The parts of a deployment that run all the time, named as in the list of prices. */
public final class Parts {

    /** The number of secrets: one for the administrator of the database, and two for the users of the application. */
    private static final int SECRETS = 3;

    private static final int SECRETS_OF_USERS = 2;
    /**
     * Alarms of scaling, two for each tier and for the readers, and those that notify. An alarm on an expression counts
     * once for each of its metrics.
     */
    private static final int ALARMS = 6 + 39;
    /** Alarms of an Application Load Balancer that a Network Load Balancer does not have. */
    private static final int ALARMS_OF_ANSWERS = 3;

    /** Alarms of the distribution, its firewall and its certificate. */
    private static final int ALARMS_OF_EDGE = 3;
    /** Rules of the firewall. A group of AWS counts as one. */
    private static final double RULES = 5;

    /** Alarms of the databases and their scaling, and that of the errors of the public balancer. */
    private static final int ALARMS_OF_FIRST = 8;

    private static final int COMPOSITE_ALARMS = 4;
    /** Metrics of each tier from its agents, metrics of the application, and metrics of the access log. */
    private static final int METRICS = 2 * 3 + 7 + 6;
    /**
     * Gigabytes a month that the network's log gets for each node and zone: from each zone, a balancer checks a node
     * every 5 s, and a check is four records of 131 bytes.
     */
    private static final double LOG_OF_CHECKS = 0.275;
    /** Gigabytes a month in which the agent of an app node sends its metrics: six events of 600 bytes a minute. */
    private static final double LOG_OF_METRICS = 0.15;
    /** Weeks of a month. */
    private static final double WEEKS = 4.3;

    private Parts() {}

    /** The number of each part. */
    public static Map<String, Double> of(Settings settings) {
        if (!settings.text(BesideStack.BESIDE).isEmpty()) {
            return beside(settings);
        }
        int nodes = settings.initial("WebSizes") + settings.initial("AppSizes");
        int addresses = settings.natGateways() + publicAddresses(settings);
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
        parts.put("balancer", settings.text("Balancers").equals("both") ? 3.0 : 2.0);
        parts.put("NAT gateway", (double) settings.natGateways());
        parts.put("public address", (double) addresses);
        parts.put("8 GB disk", (double) nodes);
        parts.put("detailed monitoring", (double) nodes);
        parts.put("alarm", (double) alarms(settings));
        parts.put("composite alarm", (double) COMPOSITE_ALARMS);
        // The agent of each node also publishes one metric for the node alone
        parts.put("metric", (double) METRICS + nodes + watches(settings));
        parts.put("dashboard", 1.0);
        parts.put("secret", SECRETS + (settings.text("Protocol").equals("ajp") ? 1.0 : 0));
        // Only a network of its own is logged
        double checks = settings.ownNetwork() ? nodes * settings.number("Zones") * LOG_OF_CHECKS : 0;
        parts.put("log GB", tenths(checks + settings.initial("AppSizes") * LOG_OF_METRICS));
        if (firstOfTwo(settings) && !settings.text("HostedZoneId").isEmpty()) {
            parts.put("health check", 2.0);
        }
        if (edge(settings)) {
            parts.put("web ACL", 1.0);
            parts.put("rule of a web ACL", RULES);
        }
        if (settings.text("RestoreTestSchedule").matches("weekly|monthly")) {
            parts.put("restore test", settings.text("RestoreTestSchedule").equals("weekly") ? WEEKS : 1.0);
        }
        return parts;
    }

    /** The parts of a second application: nodes, and the balancer between its tiers. */
    private static Map<String, Double> beside(Settings settings) {
        int nodes = settings.initial("WebSizes") + settings.initial("AppSizes");
        boolean certified = settings.text("Https").equals("yes") && settings.https();
        Map<String, Double> parts = new TreeMap<>();
        parts.merge(settings.text("WebInstanceType"), (double) settings.initial("WebSizes"), Double::sum);
        parts.merge(settings.text("AppInstanceType"), (double) settings.initial("AppSizes"), Double::sum);
        parts.put("balancer", 1.0);
        parts.put("8 GB disk", (double) nodes);
        parts.put("detailed monitoring", (double) nodes);
        parts.put(
                "alarm",
                (double) ALARMS
                        - ALARMS_OF_FIRST
                        + (certified ? 1 : 0)
                        + (settings.text("Sessions").equals("affinity") ? ALARMS_OF_ANSWERS : 0));
        parts.put("composite alarm", (double) COMPOSITE_ALARMS);
        parts.put("metric", (double) METRICS + nodes);
        parts.put("secret", SECRETS_OF_USERS + (settings.text("Protocol").equals("ajp") ? 1.0 : 0));
        parts.put("log GB", tenths(settings.initial("AppSizes") * LOG_OF_METRICS));
        return parts;
    }

    /** The public balancer has one public address in each of its subnets. */
    private static int publicAddresses(Settings settings) {
        if (settings.text("Balancers").equals("internal")) {
            return 0;
        }
        return settings.ownNetwork()
                ? settings.number("Zones")
                : settings.list("ExistingPublicSubnets").size();
    }

    private static boolean firstOfTwo(Settings settings) {
        return !settings.text("OtherRegion").isEmpty()
                && settings.text("ReplicatedSecrets").isEmpty();
    }

    private static boolean edge(Settings settings) {
        return settings.text("Balancers").matches("both|internal");
    }

    /** The number of state machines that look whether a backup, or a restore test, is in time. */
    private static int watches(Settings settings) {
        return (settings.text("BackupSchedule").equals("none") ? 0 : 1)
                + (settings.text("RestoreTestSchedule").equals("none") ? 0 : 1);
    }

    private static int alarms(Settings settings) {
        return ALARMS
                + (settings.text("CertificateArn").isEmpty()
                                && settings.text("HostedZoneId").isEmpty()
                        ? 0
                        : 1)
                + (edge(settings) ? ALARMS_OF_EDGE : 0)
                // A region that does not write has no alarm of its writer
                - (settings.text("Writes").equals("no") ? 1 : 0)
                + (settings.text("Sessions").equals("affinity") ? ALARMS_OF_ANSWERS : 0)
                // A backup, or a restore test, that has failed, and one that is late
                + 2 * watches(settings)
                + (settings.text("BackupCopyVault").isEmpty()
                                || settings.text("BackupSchedule").equals("none")
                        ? 0
                        : 1);
    }

    private static double tenths(double number) {
        return Math.round(number * 10) / 10.0;
    }
}
