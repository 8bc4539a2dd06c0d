package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Rule;

/**
 * The network of a deployment, in namespaces: a router with a bridge for each subnet, and a namespace for each host.
 * The router also plays the internet gateway. No link leads out of the namespaces.
 */
final class PlayedNetwork {

    private final EvaluatedStack deployment;
    private final Hosts hosts;
    private final SubnetRoutes routes;
    private final List<Rule> rules;
    private final BiConsumer<String, String> raised;
    private int links;

    /** @param raised gets the id of each resource that stands, and what it is */
    PlayedNetwork(EvaluatedStack deployment, BiConsumer<String, String> raised) {
        this(deployment, Map.of(), raised);
    }

    /** @param places the number of hosts of a group, by its id; its desired capacity if it is not there */
    PlayedNetwork(EvaluatedStack deployment, Map<String, Integer> places, BiConsumer<String, String> raised) {
        this.deployment = deployment;
        this.raised = raised;
        hosts = new Hosts(deployment, places);
        routes = new SubnetRoutes(deployment, hosts);
        rules = Rule.all(deployment);
    }

    /** All hosts that try and are tried: those in the VPC, and those outside it. */
    List<Host> hosts() {
        return Stream.concat(hosts.outside().stream(), hosts.inside().stream()).toList();
    }

    /** The NAT gateways. */
    List<Host> gateways() {
        return hosts.gateways();
    }

    /** The public addresses of the NAT gateways. */
    List<String> publicAddressesOfGateways() {
        return hosts.gateways().stream().map(Host::publicAddress).toList();
    }

    List<Rule> rules() {
        return rules;
    }

    /** The routes of a subnet, for people. */
    String routesOf(String subnet) {
        return routes.routes(subnet).stream()
                .map(route -> route.text("DestinationCidrBlock") + " to " + target(route))
                .collect(Collectors.joining(", "));
    }

    /** Raises everything. */
    void raise() {
        Namespaces.addRouter();
        Namespaces.inRouter(routes.blockade());
        deployment.resources("AWS::EC2::VPC").forEach(vpc -> raised.accept(vpc.id(), "range " + hosts.vpc()));
        outside();
        for (Resource subnet : deployment.resources("AWS::EC2::Subnet")) {
            Namespaces.inRouter(routes.bridges(subnet));
            raised.accept(subnet.id(), "bridge " + routes.bridge(subnet.id()) + ", " + hosts.range(subnet.id()));
        }
        Namespaces.firewallOfRouter(gateway());
        hosts.gateways().forEach(this::natGateway);
        Namespaces.inRouter(routes.tables());
        deployment.resources("AWS::EC2::Route").stream()
                .filter(route -> !route.text("DestinationCidrBlock").isEmpty())
                .forEach(route ->
                        raised.accept(route.id(), route.text("DestinationCidrBlock") + " to " + target(route)));
        hosts.inside().forEach(this::inside);
    }

    private static String target(Resource route) {
        return Stream.of("NatGatewayId", "GatewayId")
                .map(route::text)
                .filter(target -> !target.isEmpty())
                .findFirst()
                .orElse("a target that is not played");
    }

    private void outside() {
        List<String> links = new ArrayList<>(List.of(SubnetRoutes.GATEWAY, SubnetRoutes.EDGE));
        for (Host host : hosts.outside()) {
            boolean internet = host.member().equals(Hosts.INTERNET);
            String router = (internet ? Hosts.OUTSIDE : Hosts.EDGE).address(1);
            Namespaces.add(host.name());
            String link = links.remove(0);
            Namespaces.inRouter("link add " + link + " type veth peer name eth0 netns " + Namespaces.PREFIX
                    + host.name() + "\naddr add " + router + "/24 dev " + link + "\nlink set " + link + " up\n");
            address(host, 24, router);
            raised.accept(host.name(), host.address());
        }
    }

    private void natGateway(Host gateway) {
        connect(gateway);
        Namespaces.forwarding(gateway.name());
        Namespaces.firewallOfHost(gateway.name(), """
                table ip three-tier {
                  chain nat { type nat hook postrouting priority srcnat; oif eth0 masquerade; }
                  chain input { type filter hook input priority 0; policy drop; ct state established,related accept; }
                }
                """);
        raised.accept(gateway.resource(), gateway.name() + " " + gateway.address() + " " + gateway.publicAddress());
    }

    private void inside(Host host) {
        connect(host);
        Namespaces.firewallOfHost(host.name(), new Firewall(host, hosts(), rules).text());
        raised.accept(host.resource(), (host.name() + " " + host.address() + " " + host.publicAddress()).strip());
    }

    private void connect(Host host) {
        String link = "host" + links++;
        Namespaces.add(host.name());
        Namespaces.inRouter("link add " + link + " type veth peer name eth0 netns " + Namespaces.PREFIX + host.name()
                + "\nlink set " + link + " alias " + host.name() + "\nlink set " + link + " master "
                + routes.bridge(host.subnet()) + " up\n");
        address(
                host,
                hosts.range(host.subnet()).prefix(),
                hosts.range(host.subnet()).address(1));
    }

    private static void address(Host host, int prefix, String router) {
        Namespaces.inHost(
                host.name(),
                "link set lo up\naddr add " + host.address() + "/" + prefix + " dev eth0\nlink set eth0 up\n"
                        + "route add default via " + router + "\n");
    }

    /**
     * The internet gateway: it translates each public address to one private address and back. It drops packets from
     * the internet to private addresses, and packets of hosts without a public address.
     */
    private String gateway() {
        List<Host> addressed = Stream.concat(hosts.inside().stream(), hosts.gateways().stream())
                .filter(Host::isPublic)
                .toList();
        StringBuilder text = new StringBuilder("table ip three-tier {\n" + SubnetRoutes.marks() + "  chain in {\n"
                + "    type nat hook prerouting priority dstnat;\n    " + SubnetRoutes.IS_METADATA + " dnat to "
                + Hosts.AWS + "\n");
        addressed.forEach(host -> text.append("    iifname " + SubnetRoutes.GATEWAY + " ip daddr "
                + host.publicAddress() + " dnat to " + host.address() + "\n"));
        text.append("  }\n  chain out {\n    type nat hook postrouting priority srcnat;\n");
        text.append("    " + SubnetRoutes.IS_METADATA + " accept\n");
        addressed.forEach(host -> text.append("    oifname " + SubnetRoutes.GATEWAY + " ip saddr " + host.address()
                + " snat to " + host.publicAddress() + "\n"));
        text.append("  }\n  chain forward {\n    type filter hook forward priority 0; policy accept;\n");
        text.append("    ct state established,related accept\n    " + SubnetRoutes.IS_METADATA + " accept\n");
        text.append("    iifname " + SubnetRoutes.GATEWAY + " ct status dnat accept\n");
        text.append("    iifname " + SubnetRoutes.GATEWAY + " drop\n");
        addressed.forEach(host ->
                text.append("    oifname " + SubnetRoutes.GATEWAY + " ip saddr " + host.address() + " accept\n"));
        text.append("    oifname { " + SubnetRoutes.GATEWAY + ", " + SubnetRoutes.EDGE + " } drop\n");
        return text + "  }\n}\n";
    }
}
