package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/**
 * The routes of a VPC, as commands for {@code ip -batch}. The router has a bridge and a routing table for each subnet.
 * A table has the routes that the templates declare and no other, so a subnet without a route out has none.
 */
final class SubnetRoutes {

    /** The router's links to the internet and to CloudFront. */
    static final String GATEWAY = "gateway";

    static final String EDGE = "edge";

    /** The address of the metadata service. Security groups and routing tables do not affect it. */
    static final String METADATA = "169.254.169.254";

    /** Packets to the metadata service, in the language of nftables. */
    static final String IS_METADATA = "meta mark 1";

    /** The number of the routing table for the metadata service. */
    private static final int METADATA_TABLE = 100;

    /** The number of the routing table of the first subnet; the tables before it are for traffic from outside. */
    private static final int FIRST_TABLE = 110;

    private final EvaluatedStack deployment;
    private final Hosts hosts;
    private final Map<String, String> bridges = new TreeMap<>();

    SubnetRoutes(EvaluatedStack deployment, Hosts hosts) {
        this.deployment = deployment;
        this.hosts = hosts;
        for (Resource subnet : deployment.resources("AWS::EC2::Subnet")) {
            bridges.put(subnet.id(), "subnet" + bridges.size());
        }
    }

    /** The name of a subnet's bridge in the router. */
    String bridge(String subnet) {
        return bridges.get(subnet);
    }

    /** Blocks the range of the VPC, so nothing to an unused address of it leaves. It must come before all else. */
    String blockade() {
        return "route add blackhole " + hosts.vpc() + "\n";
    }

    /** The bridge of a subnet, with the router's address. */
    String bridges(Resource subnet) {
        String bridge = bridge(subnet.id());
        return """
                link add %1$s type bridge
                link set %1$s alias %2$s
                addr add %3$s/%4$d dev %1$s
                link set %1$s up
                """.formatted(
                        bridge,
                        subnet.id(),
                        hosts.range(subnet.id()).address(1),
                        hosts.range(subnet.id()).prefix());
    }

    /** The chain of the router's firewall that marks packets to the metadata service. */
    static String marks() {
        return "  chain marks {\n    type filter hook prerouting priority mangle;\n    ip daddr " + METADATA
                + " tcp dport 80 meta mark set 1\n  }\n";
    }

    /** All routing tables, and the rules that choose one by the link from which a packet comes. */
    String tables() {
        StringBuilder text = new StringBuilder();
        text.append("rule add fwmark 1 lookup " + METADATA_TABLE + " pref " + METADATA_TABLE + "\n");
        text.append("route add default via " + hosts.outside().get(0).address() + " dev " + GATEWAY + " onlink table "
                + METADATA_TABLE + "\n");
        int table = FIRST_TABLE - 2;
        for (String link : List.of(GATEWAY, EDGE)) {
            text.append(local(table, link)).append("route add blackhole default table " + table++ + "\n");
        }
        for (Map.Entry<String, String> subnet : bridges.entrySet()) {
            text.append(local(table, subnet.getValue()));
            if (deployment.behindEdge()) {
                text.append("route add " + Hosts.EDGE + " dev " + EDGE + " table " + table + "\n");
            }
            List<Resource> routes = routes(subnet.getKey());
            for (Resource route : routes) {
                text.append("route add " + line(route) + " table " + table + "\n");
            }
            if (routes.stream().noneMatch(route -> destination(route).equals("default"))) {
                text.append("route add blackhole default table " + table + "\n");
            }
            table++;
        }
        return text.toString();
    }

    private String local(int table, String link) {
        StringBuilder text = new StringBuilder("rule add iif " + link + " lookup " + table + " pref " + table + "\n");
        bridges.forEach((subnet, bridge) ->
                text.append("route add " + hosts.range(subnet) + " dev " + bridge + " table " + table + "\n"));
        return text + "route add blackhole " + hosts.vpc() + " table " + table + "\n";
    }

    /** The routes of IPv4 that a subnet's table declares. */
    List<Resource> routes(String subnet) {
        Optional<String> table = deployment.resources("AWS::EC2::SubnetRouteTableAssociation").stream()
                .filter(association -> association.text("SubnetId").equals(subnet))
                .map(association -> association.text("RouteTableId"))
                .findFirst();
        List<Resource> routes = new ArrayList<>(deployment.resources("AWS::EC2::Route"));
        routes.removeIf(route -> !route.text("RouteTableId").equals(table.orElse("none"))
                || route.text("DestinationCidrBlock").isEmpty());
        return routes;
    }

    private static String destination(Resource route) {
        String range = route.text("DestinationCidrBlock");
        return range.equals("0.0.0.0/0") ? "default" : range;
    }

    /** A route whose target is missing, detached or not played takes packets and answers nothing. */
    private String line(Resource route) {
        String gateway = route.text("GatewayId");
        boolean attached = deployment.resources("AWS::EC2::VPCGatewayAttachment").stream()
                .anyMatch(attachment -> attachment.text("InternetGatewayId").equals(gateway));
        if (!gateway.isEmpty() && attached) {
            return destination(route) + " via " + hosts.outside().get(0).address() + " dev " + GATEWAY + " onlink";
        }
        return hosts.gateways().stream()
                .filter(nat -> nat.resource().equals(route.text("NatGatewayId")))
                .findFirst()
                .map(nat -> destination(route) + " via " + nat.address() + " dev " + bridge(nat.subnet()))
                .orElse("blackhole " + destination(route));
    }
}
