package threetier.cloud;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The subnets of a deployment: their addresses, and how one gets out of them. */
final class Subnets {

    /** Where a subnet's default route leads. */
    enum WayOut {
        INTERNET,
        NAT,
        NONE
    }

    /** Addresses of a network that was there before; any that are private do. */
    private static final Cidr UNKNOWN = Cidr.of("172.31.0.0/16");

    private final Map<String, Cidr> addresses = new HashMap<>();
    private final Map<String, WayOut> waysOut = new HashMap<>();

    /** @param existing subnets that were there before */
    Subnets(Deployment deployment, Map<String, WayOut> existing) {
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
        // A NAT gateway leads out only where it stands in a public subnet itself
        subnets.forEach(subnet -> deployment.resources("AWS::EC2::Route").stream()
                .filter(route -> route.text("RouteTableId").equals(tables.get(subnet.id()))
                        && route.properties().containsKey("NatGatewayId"))
                .filter(route -> waysOut.get(
                                deployment.resource(route.text("NatGatewayId")).text("SubnetId"))
                        == WayOut.INTERNET)
                .filter(route -> waysOut.get(subnet.id()) == WayOut.NONE)
                .forEach(route -> waysOut.put(subnet.id(), WayOut.NAT)));
    }

    private static WayOut byGateway(Deployment deployment, String table) {
        return deployment.resources("AWS::EC2::Route").stream()
                        .anyMatch(route -> route.text("RouteTableId").equals(table)
                                && route.properties().containsKey("GatewayId"))
                ? WayOut.INTERNET
                : WayOut.NONE;
    }

    /** @throws IllegalArgumentException if nobody knows this subnet */
    WayOut wayOut(String subnet) {
        if (!waysOut.containsKey(subnet)) {
            throw new IllegalArgumentException("There is no subnet " + subnet);
        }
        return waysOut.get(subnet);
    }

    Cidr addresses(String subnet) {
        return addresses.get(subnet);
    }

    /** Whether these addresses are those of this network alone. */
    boolean inside(Cidr range) {
        return range.prefix() >= 8
                && (addresses.values().stream().anyMatch(range::overlaps)
                        || Cidr.of("127.0.0.0/8").contains(range));
    }
}
