package threetier.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.template.Cidr;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;

/** The subnets of a deployment: their addresses and default routes. */
final class Subnets {

    /** The target of a subnet's default route. */
    enum WayOut {
        INTERNET,
        NAT,
        NONE
    }

    /** The addresses of an existing network. The tests may use any private range. */
    private static final Cidr UNKNOWN = Cidr.of("172.31.0.0/16");

    private final Map<String, Cidr> addresses = new HashMap<>();
    private final Map<String, WayOut> waysOut = new HashMap<>();

    /** @param existing subnets of an existing network */
    Subnets(EvaluatedStack deployment, Map<String, WayOut> existing) {
        existing.forEach((subnet, way) -> {
            addresses.put(subnet, UNKNOWN);
            waysOut.put(subnet, way);
        });
        Map<String, String> tables = deployment.resources("AWS::EC2::SubnetRouteTableAssociation").stream()
                .collect(Collectors.toMap(
                        association -> association.text("SubnetId"), association -> association.text("RouteTableId")));
        List<Resource> subnets = deployment.resources("AWS::EC2::Subnet");
        subnets.forEach(subnet -> addresses.put(subnet.id(), Cidr.of(subnet.text("CidrBlock"))));
        subnets.forEach(subnet -> waysOut.put(subnet.id(), byGateway(deployment, tables.get(subnet.id()))));
        // A NAT gateway works only in a public subnet
        subnets.forEach(subnet -> deployment.resources("AWS::EC2::Route").stream()
                .filter(route -> route.text("RouteTableId").equals(tables.get(subnet.id()))
                        && route.properties().containsKey("NatGatewayId"))
                .filter(route -> waysOut.get(
                                deployment.resource(route.text("NatGatewayId")).text("SubnetId"))
                        == WayOut.INTERNET)
                .filter(route -> waysOut.get(subnet.id()) == WayOut.NONE)
                .forEach(route -> waysOut.put(subnet.id(), WayOut.NAT)));
    }

    private static WayOut byGateway(EvaluatedStack deployment, String table) {
        return deployment.resources("AWS::EC2::Route").stream()
                        .anyMatch(route -> route.text("RouteTableId").equals(table)
                                && route.properties().containsKey("GatewayId"))
                ? WayOut.INTERNET
                : WayOut.NONE;
    }

    /** @throws IllegalArgumentException if the subnet does not exist */
    WayOut wayOut(String subnet) {
        if (!waysOut.containsKey(subnet)) {
            throw new IllegalArgumentException("There is no subnet " + subnet);
        }
        return waysOut.get(subnet);
    }

    Cidr addresses(String subnet) {
        return addresses.get(subnet);
    }

    /** Whether these addresses are within this network or the loopback range. */
    boolean inside(Cidr range) {
        return range.prefix() >= 8
                && (addresses.values().stream().anyMatch(range::overlaps)
                        || Cidr.of("127.0.0.0/8").contains(range));
    }
}
