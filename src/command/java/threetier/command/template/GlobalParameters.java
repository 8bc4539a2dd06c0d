package threetier.command.template;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;

/** The parameters of the global stack of two regions, which the command fills in. */
final class GlobalParameters {

    private GlobalParameters() {}

    /**
     * @param root the parameters of the root stack of the first region
     * @param https whether the site has a certificate
     * @param outputs the outputs of that stack
     */
    static Map<String, Object> of(UnaryOperator<String> root, boolean https, Map<String, String> outputs) {
        Map<String, Object> values = new TreeMap<>();
        values.put("Stack", root.apply("GlobalCluster"));
        values.put("FirstCluster", outputs.get("ClusterArn"));
        List.of("DeletionProtection", "HostedZoneId", "DomainName", "IpAddressType")
                .forEach(name -> values.put(name, root.apply(name)));
        values.put("Https", https ? "yes" : "no");
        values.put("FirstBalancer", outputs.get("Balancer"));
        values.put("FirstBalancerZone", outputs.get("BalancerZone"));
        values.put("SecondBalancer", "second.elb.example");
        values.put("SecondBalancerZone", "ZSECOND");
        values.put("Writing", root.apply("Writes").equals("yes") ? "first" : "second");
        return values;
    }
}
