package threetier.command.template;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A resource with an address in the network.
 *
 * @param name in the drawing
 * @param resource the resource itself
 * @param isPublic whether it has public addresses
 */
public record Member(String name, Resource resource, List<String> groups, List<String> subnets, boolean isPublic) {

    /** The names of resources in the drawing. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("Web/Balancer", "alb"),
            Map.entry("Origin/Balancer", "origin"),
            Map.entry("Web/Nodes", "web"),
            Map.entry("App/Balancer", "inner"),
            Map.entry("App/Nodes", "app"),
            Map.entry("Database/Cluster", "data"),
            Map.entry("Schema/Function", "function"),
            Map.entry("Schema/RestoreFunction", "function"),
            Map.entry("Beside/Web/Nodes", "web2"),
            Map.entry("Beside/App/Balancer", "inner2"),
            Map.entry("Beside/App/Nodes", "app2"),
            Map.entry("Beside/Schema/Function", "function2"));

    /** All members of a deployment, in the order of its resources. */
    public static List<Member> of(EvaluatedStack deployment) {
        return deployment.resources().stream()
                .flatMap(resource -> member(deployment, resource))
                .toList();
    }

    private static Stream<Member> member(EvaluatedStack deployment, Resource resource) {
        String name = NAMES.getOrDefault(resource.id(), resource.id());
        return switch (resource.type()) {
            case "AWS::ElasticLoadBalancingV2::LoadBalancer" ->
                Stream.of(new Member(
                        name,
                        resource,
                        resource.texts("SecurityGroups"),
                        resource.texts("Subnets"),
                        !resource.text("Scheme").equals("internal")));
            case "AWS::AutoScaling::AutoScalingGroup" -> {
                Map<String, Object> data = launchTemplate(deployment, resource).map("LaunchTemplateData");
                List<Object> interfaces = Template.list(data.getOrDefault("NetworkInterfaces", List.of()));
                boolean addressed = interfaces.stream()
                        .anyMatch(card ->
                                "true".equals(String.valueOf(Template.map(card).get("AssociatePublicIpAddress"))));
                yield Stream.of(new Member(
                        name,
                        resource,
                        Resource.items(data.get("SecurityGroupIds")),
                        resource.texts("VPCZoneIdentifier"),
                        addressed));
            }
            case "AWS::RDS::DBCluster" -> {
                boolean addressed = deployment.resources("AWS::RDS::DBInstance").stream()
                        .anyMatch(i -> !i.text("PubliclyAccessible").equals("false"));
                yield Stream.of(new Member(
                        name,
                        resource,
                        resource.texts("VpcSecurityGroupIds"),
                        deployment.resource(resource.text("DBSubnetGroupName")).texts("SubnetIds"),
                        addressed));
            }
            case "AWS::Lambda::Function" ->
                Stream.of(new Member(
                        name,
                        resource,
                        Resource.items(resource.map("VpcConfig").get("SecurityGroupIds")),
                        Resource.items(resource.map("VpcConfig").get("SubnetIds")),
                        false));
            case "AWS::EC2::Instance", "AWS::EC2::NetworkInterface", "AWS::EC2::VPCEndpoint" ->
                resource.text("VpcEndpointType").equals("Gateway")
                        ? Stream.empty()
                        : Stream.of(new Member(
                                name, resource, resource.texts("SecurityGroupIds"), resource.texts("SubnetIds"), true));
            default -> Stream.empty();
        };
    }

    /** The launch template of this Auto Scaling group. */
    public static Resource launchTemplate(EvaluatedStack deployment, Resource group) {
        return deployment.resource(
                group.map("LaunchTemplate").get("LaunchTemplateId").toString());
    }
}
