package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.template.Cidr;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Member;
import threetier.command.template.Resource;
import threetier.command.template.Rule;

/** Addresses, zones and routes. */
final class NetworkAssertions implements Assertion {

    private static final int LAST_PORT = 65_535;

    @Override
    public void check(EvaluatedStack deployment, Problems problems) {
        deployment.resources("AWS::EC2::VPC").forEach(vpc -> vpc(deployment, vpc, problems));
        deployment
                .resources("AWS::EC2::Route")
                .forEach(route -> problems.expect(
                        Stream.of("GatewayId", "NatGatewayId", "NetworkInterfaceId", "VpcPeeringConnectionId")
                                        .filter(route.properties()::containsKey)
                                        .count()
                                == 1,
                        route.id() + " does not have exactly one target"));
        deployment
                .resources("AWS::EC2::Subnet")
                .forEach(subnet -> problems.expect(
                        !subnet.text("MapPublicIpOnLaunch").equals("true"), subnet.id() + " assigns public addresses"));
        ipv6(deployment, problems);
        for (Rule rule : new Network(deployment, Map.of()).rules()) {
            problems.expect(
                    rule.from() <= rule.to() && rule.from() >= 0 && rule.to() <= LAST_PORT,
                    rule.group() + ": no ports " + rule.from() + "-" + rule.to());
        }
        deployment
                .resources("AWS::EC2::VPCEndpoint")
                .forEach(endpoint -> problems.expect(
                        endpoint.texts("RouteTableIds").size()
                                        == deployment
                                                .resources("AWS::EC2::NatGateway")
                                                .size()
                                || !endpoint.texts("RouteTableIds").contains("Network/PublicRoutes"),
                        endpoint.id() + " is not for the private subnets"));
        problems.expect(
                deployment.resources("AWS::EC2::VPC").isEmpty()
                        || !deployment.resources("AWS::EC2::VPCEndpoint").isEmpty(),
                "S3 is reachable only through NAT");
    }

    /** Only the public balancer has IPv6. */
    private static void ipv6(EvaluatedStack deployment, Problems problems) {
        boolean dualStack = deployment.parameter("IpAddressType").equals("dualstack");
        Set<String> open = deployment.resources("AWS::EC2::Route").stream()
                .filter(route -> route.text("DestinationCidrBlock").equals("0.0.0.0/0")
                        && route.properties().containsKey("GatewayId"))
                .map(route -> route.text("RouteTableId"))
                .collect(Collectors.toSet());
        Set<String> tables = deployment.resources("AWS::EC2::Route").stream()
                .filter(route -> route.properties().containsKey("DestinationIpv6CidrBlock"))
                .map(route -> route.text("RouteTableId"))
                .collect(Collectors.toSet());
        Set<String> ofPublic = deployment.resources("AWS::EC2::SubnetRouteTableAssociation").stream()
                .filter(association -> open.contains(association.text("RouteTableId")))
                .map(association -> association.text("SubnetId"))
                .collect(Collectors.toSet());
        List<Resource> ranges = deployment.resources("AWS::EC2::SubnetCidrBlock");
        boolean own = !deployment.resources("AWS::EC2::VPC").isEmpty();
        problems.expect(
                tables.equals(dualStack && own ? open : Set.of()),
                "a route of IPv6 in another than the public subnets");
        problems.expect(
                ranges.stream().map(range -> range.text("SubnetId")).toList().size()
                                == (dualStack ? ofPublic.size() : 0)
                        && ranges.stream().allMatch(range -> ofPublic.contains(range.text("SubnetId")))
                        && ranges.stream()
                                        .map(range -> range.text("Ipv6CidrBlock"))
                                        .distinct()
                                        .count()
                                == ranges.size(),
                "IPv6 is not exactly in the public subnets");
        Set<String> groups = new Network(deployment, Map.of())
                .rules().stream()
                        .filter(rule -> rule.ipv6())
                        .map(rule -> rule.group() + " " + rule.ports())
                        .collect(Collectors.toSet());
        problems.expect(
                groups.equals(
                        !dualStack
                                ? Set.of()
                                : deployment.https()
                                        ? Set.of("Security/AlbGroup 80", "Security/AlbGroup 443")
                                        : Set.of("Security/AlbGroup 80")),
                "IPv6 is allowed for " + groups);
    }

    private static void vpc(EvaluatedStack deployment, Resource vpc, Problems problems) {
        problems.expect(
                vpc.text("EnableDnsSupport").equals("true")
                        && vpc.text("EnableDnsHostnames").equals("true"),
                "the VPC has no names");
        problems.expect(
                deployment.resources("AWS::EC2::FlowLog").stream()
                        .anyMatch(log -> log.text("ResourceId").equals(vpc.id())
                                && log.text("TrafficType").equals("ALL")),
                "the VPC has no flow log of everything");
        List<Resource> subnets = deployment.resources("AWS::EC2::Subnet");
        for (Resource subnet : subnets) {
            Cidr range = Cidr.of(subnet.text("CidrBlock"));
            problems.expect(Cidr.of(vpc.text("CidrBlock")).contains(range), subnet.id() + " is outside the VPC");
            subnets.stream()
                    .filter(other ->
                            other != subnet && Cidr.of(other.text("CidrBlock")).overlaps(range))
                    .forEach(other -> problems.expect(false, subnet.id() + " overlaps " + other.id()));
        }
        Map<String, String> zones =
                subnets.stream().collect(Collectors.toMap(Resource::id, subnet -> subnet.text("AvailabilityZone")));
        for (Member member : Member.of(deployment)) {
            Set<String> own = member.subnets().stream()
                    .map(zones::get)
                    .filter(Objects::nonNull)
                    .collect(Collectors.toSet());
            problems.expect(
                    own.size() == member.subnets().size() && own.size() >= 2,
                    member.name() + " is not in a zone of each of its subnets");
        }
        if (deployment.resources("AWS::EC2::NatGateway").size() > 1) {
            for (Resource route : deployment.resources("AWS::EC2::Route")) {
                if (route.properties().containsKey("NatGatewayId")) {
                    String zone = zones.get(
                            deployment.resource(route.text("NatGatewayId")).text("SubnetId"));
                    deployment.resources("AWS::EC2::SubnetRouteTableAssociation").stream()
                            .filter(association ->
                                    association.text("RouteTableId").equals(route.text("RouteTableId")))
                            .forEach(association -> problems.expect(
                                    zone.equals(zones.get(association.text("SubnetId"))),
                                    association.text("SubnetId") + " uses the NAT gateway of another zone"));
                }
            }
        }
    }
}
