package threetier.cloud;

import java.util.Map;
import java.util.Optional;
import threetier.command.template.Cidr;

/**
 * A rule of a security group.
 *
 * @param group the group that has the rule
 * @param peer the group at the other end, or CloudFront, or null
 * @param addresses the addresses at the other end, or null
 * @param ipv6 whether they are addresses of IPv6
 */
record Rule(
        String group, boolean ingress, String protocol, int from, int to, String peer, Cidr addresses, boolean ipv6) {

    /** The prefix list that the variants give as that of CloudFront. */
    private static final String CLOUDFRONT_ADDRESSES = "pl-0123456789abcdef0";

    private static final int LAST_PORT = 65_535;

    static Rule of(String group, boolean ingress, Map<String, Object> rule) {
        String side = ingress ? "Source" : "Destination";
        Object prefixes = rule.get(side + "PrefixListId");
        boolean edge = String.valueOf(prefixes).equals(CLOUDFRONT_ADDRESSES);
        Object peer = edge ? Network.CLOUDFRONT : rule.get(side + "SecurityGroupId");
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
    Optional<String> ports(Rule other) {
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
    String ports() {
        return ports(this).orElseThrow();
    }
}
