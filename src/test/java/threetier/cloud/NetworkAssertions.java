package threetier.cloud;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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
