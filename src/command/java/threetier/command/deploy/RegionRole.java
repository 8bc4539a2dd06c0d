package threetier.command.deploy;

import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import threetier.command.error.CommandException;

/**
 * What a deployment must know of the global database. A failover changes the roles without the templates, so each
 * deployment reads them from RDS and gives the templates the parameters that describe what is there.
 */
final class RegionRole {

    static final String OTHER = "OtherRegion";
    static final String GLOBAL = "GlobalCluster";
    static final String SECRETS = "ReplicatedSecrets";
    static final String WRITES = "Writes";

    private RegionRole() {}

    /**
     * @throws CommandException if {@code parameters} has one that only {@code --standby} and a deployment itself set
     */
    static void refuseOwnParameters(Map<String, String> parameters) {
        Set<String> own = new TreeSet<>(parameters.keySet());
        own.retainAll(Set.of(OTHER, GLOBAL, SECRETS, WRITES));
        if (!own.isEmpty()) {
            throw new CommandException("deploy --standby and --no-standby set " + String.join(", ", own)
                    + ", and read from AWS which region writes. Leave them out.");
        }
    }

    /**
     * The parameters that describe the role of this region now; none without a global database.
     *
     * @param last the parameters of the last deployment
     * @throws CommandException if the deployment would detach the cluster of this region, or if no region writes
     */
    static Map<String, String> parameters(Aws aws, String stack, Map<String, String> last, Settings settings) {
        boolean second = !last.getOrDefault(SECRETS, "").isEmpty();
        if (second
                && !(settings.text(GLOBAL).equals(last.get(GLOBAL))
                        && settings.text(SECRETS).equals(last.get(SECRETS)))) {
            throw new CommandException(
                    "This would detach the cluster in " + aws.region()
                            + " from the global database. Nothing was changed. To give the region up: ./three-tier deploy --no-standby");
        }
        if (settings.text(GLOBAL).isEmpty()) {
            // An earlier deployment, while the other region wrote, has left "no"
            return "no".equals(last.get(WRITES)) ? Map.of(WRITES, "yes") : Map.of();
        }
        GlobalDatabase database = new GlobalDatabase(aws, stack);
        if (last.containsKey(GLOBAL)
                && !last.get(GLOBAL).isEmpty()
                && !database.clusters().containsKey(aws.region())) {
            throw new CommandException("The cluster in " + aws.region()
                    + " is no longer a member of the global database " + settings.text(GLOBAL)
                    + ". Nothing was changed. docs/regions.md says how to make it follow again.");
        }
        return Map.of(WRITES, database.writing().equals(aws.region()) ? "yes" : "no");
    }
}
