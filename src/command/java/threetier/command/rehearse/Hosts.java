package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import threetier.command.error.CommandException;
import threetier.command.template.Cidr;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Member;
import threetier.command.template.Resource;
import threetier.command.template.Rule;

/** Gives each host of a deployment an address from its subnet, and a public address if the templates declare one. */
final class Hosts {

    static final String INTERNET = "internet";
    /** The internet, the public addresses of the VPC, and CloudFront: ranges that RFC 5737 and RFC 2544 reserve. */
    static final Cidr OUTSIDE = Cidr.of("198.51.100.0/24");

    /** The addresses, in the internet, of what stands in for AWS and for other sites. */
    static final String AWS = OUTSIDE.address(20);

    static final String SITES = OUTSIDE.address(21);

    static final Cidr PUBLIC = Cidr.of("203.0.113.0/24");
    static final Cidr EDGE = Cidr.of("198.18.0.0/24");

    /** AWS keeps the first four addresses of a subnet; the first of them is the router's. */
    private static final int FIRST = 10;

    private final EvaluatedStack deployment;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Map<String, Integer> taken = new HashMap<>();
    private final List<Host> hosts = new ArrayList<>();
    private final List<Host> gateways = new ArrayList<>();

    private final Map<String, Integer> places;

    /** Each group has as many hosts as its desired capacity. */
    Hosts(EvaluatedStack deployment) {
        this(deployment, Map.of());
    }

    /**
     * @param places the number of hosts of a group, by its id; its desired capacity if it is not there
     * @throws CommandException if the templates do not declare one network, or it has a range that is needed outside
     */
    Hosts(EvaluatedStack deployment, Map<String, Integer> places) {
        this.deployment = deployment;
        this.places = places;
        if (deployment.resources("AWS::EC2::VPC").size() != 1) {
            throw new CommandException("An existing network is not in the templates, so it cannot be played;"
                    + " leave out ExistingVpcId.");
        }
        List.of(OUTSIDE, PUBLIC, EDGE).forEach(range -> {
            if (range.overlaps(vpc())) {
                throw new CommandException("The rehearsal uses " + range + " outside the VPC; choose another VpcCidr.");
            }
        });
        Member.of(deployment).forEach(this::add);
        deployment.resources("AWS::EC2::NatGateway").forEach(this::addGateway);
    }

    Cidr vpc() {
        return Cidr.of(deployment.resources("AWS::EC2::VPC").get(0).text("CidrBlock"));
    }

    /** The hosts in the VPC, without NAT gateways. */
    List<Host> inside() {
        return hosts;
    }

    /** The NAT gateways. They have no security groups. */
    List<Host> gateways() {
        return gateways;
    }

    /** The internet, and CloudFront if the site is behind it. */
    List<Host> outside() {
        List<Host> outside = new ArrayList<>();
        outside.add(new Host(INTERNET, INTERNET, "", "", OUTSIDE.address(FIRST), "", List.of()));
        if (deployment.behindEdge()) {
            outside.add(new Host(Rule.CLOUDFRONT, Rule.CLOUDFRONT, "", "", EDGE.address(FIRST), "", List.of()));
        }
        return outside;
    }

    /** The addresses of a subnet. */
    Cidr range(String subnet) {
        return Cidr.of(deployment.resource(subnet).text("CidrBlock"));
    }

    private void add(Member member) {
        Resource resource = member.resource();
        switch (resource.type()) {
            case "AWS::AutoScaling::AutoScalingGroup" -> {
                int count = places.getOrDefault(resource.id(), Integer.parseInt(resource.text("DesiredCapacity")));
                for (int i = 0; i < count; i++) {
                    add(
                            member,
                            resource.id(),
                            member.subnets().get(i % member.subnets().size()));
                }
            }
            case "AWS::RDS::DBCluster" ->
                deployment.resources("AWS::RDS::DBInstance").stream()
                        .filter(instance -> instance.text("DBClusterIdentifier").equals(resource.id()))
                        .forEach(instance -> add(member, instance.id(), ofZone(member, instance)));
            default -> member.subnets().forEach(subnet -> add(member, resource.id(), subnet));
        }
    }

    /** The subnet of a database: the one in its zone. */
    private String ofZone(Member member, Resource instance) {
        return member.subnets().stream()
                .filter(subnet ->
                        deployment.resource(subnet).text("AvailabilityZone").equals(instance.text("AvailabilityZone")))
                .findFirst()
                .orElseThrow(() -> new CommandException(instance.id() + " is in the zone "
                        + instance.text("AvailabilityZone") + ", in which its cluster has no subnet."));
    }

    private void add(Member member, String resource, String subnet) {
        hosts.add(new Host(
                numbered(member.name()),
                member.name(),
                resource,
                subnet,
                next(subnet),
                member.isPublic() ? nextPublic() : "",
                member.groups()));
    }

    private void addGateway(Resource gateway) {
        String subnet = gateway.text("SubnetId");
        gateways.add(new Host(
                numbered("nat"),
                "nat",
                gateway.id(),
                subnet,
                next(subnet),
                gateway.text("AllocationId").isEmpty() ? "" : nextPublic(),
                List.of()));
    }

    private String numbered(String member) {
        String name = member.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        return name + "-" + numbers.merge(name, 1, Integer::sum);
    }

    private String next(String subnet) {
        return range(subnet).address(FIRST - 1 + taken.merge(subnet, 1, Integer::sum));
    }

    private String nextPublic() {
        return PUBLIC.address(FIRST - 1 + taken.merge("", 1, Integer::sum));
    }
}
