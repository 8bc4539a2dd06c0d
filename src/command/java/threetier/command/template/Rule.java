package threetier.command.template;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A rule of a security group.
 *
 * @param group the group that has the rule
 * @param peer the group at the other end, or CloudFront, or null
 * @param addresses the addresses at the other end, or null
 * @param ipv6 whether they are addresses of IPv6
 */
public record Rule(
        String group, boolean ingress, String protocol, int from, int to, String peer, Cidr addresses, boolean ipv6) {

    /** The peer of a rule for the prefix list of CloudFront. */
    public static final String CLOUDFRONT = "cloudfront";

    private static final int LAST_PORT = 65_535;

    /** The rules of all security groups, those in groups first. */
    public static List<Rule> all(EvaluatedStack deployment) {
        String prefixes = deployment.parameter("CloudFrontAddresses");
        Stream<Rule> inGroups = deployment.resources("AWS::EC2::SecurityGroup").stream()
                .flatMap(group -> Stream.concat(
                        group.maps("SecurityGroupIngress").stream().map(rule -> of(group.id(), true, rule, prefixes)),
                        egress(group).stream().map(rule -> of(group.id(), false, rule, prefixes))));
        Stream<Rule> alone = Stream.of("Ingress", "Egress")
                .flatMap(side -> deployment.resources("AWS::EC2::SecurityGroup" + side).stream()
                        .map(rule -> of(rule.text("GroupId"), side.equals("Ingress"), rule.properties(), prefixes)));
        return Stream.concat(inGroups, alone).toList();
    }

    /** The egress rules of a group. AWS adds a rule that allows all traffic to a group without egress rules. */
    private static List<Map<String, Object>> egress(Resource group) {
        List<Map<String, Object>> rules = group.maps("SecurityGroupEgress");
        return rules.isEmpty() ? List.of(Map.of("IpProtocol", "-1", "CidrIp", "0.0.0.0/0")) : rules;
    }

    /** @param cloudFront the prefix list of CloudFront; empty if the site is not behind it */
    private static Rule of(String group, boolean ingress, Map<String, Object> rule, String cloudFront) {
        String side = ingress ? "Source" : "Destination";
        Object prefixes = rule.get(side + "PrefixListId");
        boolean edge = prefixes != null && prefixes.toString().equals(cloudFront);
        Object peer = edge ? CLOUDFRONT : rule.get(side + "SecurityGroupId");
        Object range = rule.getOrDefault("CidrIp", rule.get("CidrIpv6"));
        Cidr addresses = range == null && (prefixes == null || edge)
                ? null
                : range == null || range.toString().contains(":") ? Cidr.EVERYWHERE : Cidr.of(range.toString());
        String protocol = rule.get("IpProtocol").toString();
        boolean all = protocol.equals("-1");
        return new Rule(
                group,
                ingress,
                protocol,
                all ? 0 : number(rule, "FromPort", 0),
                all ? LAST_PORT : number(rule, "ToPort", LAST_PORT),
                peer == null ? null : peer.toString(),
                addresses,
                rule.containsKey("CidrIpv6"));
    }

    private static int number(Map<String, Object> rule, String property, int absent) {
        return Integer.parseInt(rule.getOrDefault(property, absent).toString());
    }

    /** The ports that both ends allow. */
    public Optional<String> ports(Rule other) {
        boolean sameProtocol = protocol.equals(other.protocol) || protocol.equals("-1") || other.protocol.equals("-1");
        int first = Math.max(from, other.from);
        int last = Math.min(to, other.to);
        if (!sameProtocol || first > last) {
            return Optional.empty();
        }
        String transport = protocol.equals("-1") ? other.protocol : protocol;
        return Optional.of((transport.equals("tcp") ? "" : transport + " ")
                + (first == last ? String.valueOf(first) : first + "-" + last));
    }

    /** The ports of this rule. */
    public String ports() {
        return ports(this).orElseThrow();
    }
}
