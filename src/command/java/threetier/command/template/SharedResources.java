package threetier.command.template;

import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What a second application uses of the stack beside it: network, balancers, databases and the topic of alarms. */
public final class SharedResources {

    private static final String NONE = "none";

    private SharedResources() {}

    /**
     * The parameters of {@code application.yaml} that follow from the first stack.
     *
     * @param parameters the values of the parameters of the first stack
     * @param outputs the outputs of a nested stack of the first stack, by its name in the root template
     */
    public static Map<String, String> parameters(
            UnaryOperator<String> parameters, Function<String, Map<String, String>> outputs) {
        Map<String, String> values = new TreeMap<>();
        boolean own = parameters.apply("ExistingVpcId").isEmpty();
        Map<String, String> network = outputs.apply("Network");
        values.put("VpcId", own ? network.get("VpcId") : parameters.apply("ExistingVpcId"));
        for (String subnets : new String[] {"WebSubnets", "AppSubnets", "FunctionSubnets"}) {
            values.put(subnets, own ? network.get(subnets) : parameters.apply("ExistingPrivateSubnets"));
        }
        boolean https = !parameters.apply("CertificateArn").isEmpty()
                || !parameters.apply("HostedZoneId").isEmpty();
        values.put("Https", https ? "yes" : "no");
        for (String same : new String[] {"Balancers", "IpAddressType", "EdgeDomain"}) {
            values.put(same, parameters.apply(same));
        }
        Map<String, String> web = outputs.apply("Web");
        Map<String, String> origin = outputs.apply("Origin");
        Map<String, String> security = outputs.apply("Security");
        boolean open = web.containsKey("Balancer");
        values.put("PublicGroup", open ? security.get("AlbGroup") : NONE);
        values.put("PublicListener", web.getOrDefault(https ? "Listener" : "HttpListener", NONE));
        values.put("PublicBalancer", web.getOrDefault("Balancer", NONE));
        values.put("PublicBalancerZone", web.getOrDefault("BalancerZone", NONE));
        values.put("OriginGroup", origin.getOrDefault("Group", NONE));
        values.put("OriginListener", origin.getOrDefault("Listener", NONE));
        values.put("BalancerName", (open ? web : origin).get("BalancerName"));
        String name = parameters.apply("DomainName");
        values.put("SiteHost", name.isEmpty() ? web.getOrDefault("Balancer", NONE) : name);
        values.put("ClusterGroup", security.get("DataGroup"));
        for (String same : new String[] {"ClusterId", "WriterEndpoint", "ReaderEndpoint", "MasterSecret"}) {
            values.put(same, outputs.apply("Database").get(same));
        }
        values.put("Topic", outputs.apply("Recipients").get("Topic"));
        return values;
    }
}
