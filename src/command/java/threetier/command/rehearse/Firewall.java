package threetier.command.rehearse;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.template.Rule;

/**
 * The firewall of one host, made from its security groups, in the language of nftables. A rule for another group has
 * that group's addresses. Like a security group, the firewall drops what no rule allows, and knows connections.
 *
 * @param host the host
 * @param all all hosts, also those outside the VPC, to find the addresses of a group
 * @param rules the rules of all security groups
 */
record Firewall(Host host, List<Host> all, List<Rule> rules) {

    private static final String ADDRESSES = "  set %s { type ipv4_addr; %s}\n";

    /** The ruleset of this host's namespace. */
    String text() {
        return "table inet three-tier {\n" + sets() + chain("input", true) + chain("output", false) + "}\n";
    }

    private String sets() {
        return own().map(Rule::peer)
                .filter(peer -> peer != null)
                .distinct()
                .map(peer -> {
                    String addresses = all.stream()
                            .filter(other -> other.groups().contains(peer)
                                    || peer.equals(Rule.CLOUDFRONT)
                                            && other.member().equals(peer))
                            .map(Host::address)
                            .collect(Collectors.joining(", "));
                    return ADDRESSES.formatted(
                            set(peer), addresses.isEmpty() ? "" : "elements = { " + addresses + " } ");
                })
                .collect(Collectors.joining());
    }

    private String chain(String name, boolean ingress) {
        String admitted = own().filter(rule -> rule.ingress() == ingress && !rule.ipv6())
                .map(rule -> "    " + line(rule) + "\n")
                .collect(Collectors.joining());
        return "  chain " + name + " {\n    type filter hook " + name + " priority 0; policy drop;\n"
                + "    " + (ingress ? "iif" : "oif") + " lo accept\n    ct state established,related accept\n"
                + admitted + (ingress ? "" : "    ip daddr " + SubnetRoutes.METADATA + " tcp dport 80 accept\n")
                + "    counter drop\n  }\n";
    }

    private static String line(Rule rule) {
        String side = "ip " + (rule.ingress() ? "saddr " : "daddr ");
        String peer =
                rule.peer() != null ? "@" + set(rule.peer()) : rule.addresses().toString();
        return side + peer + transport(rule) + " accept";
    }

    private static String transport(Rule rule) {
        return switch (rule.protocol()) {
            case "-1" -> "";
            case "tcp", "6" -> " tcp dport " + rule.from() + "-" + rule.to();
            case "udp", "17" -> " udp dport " + rule.from() + "-" + rule.to();
            default -> " meta l4proto " + rule.protocol();
        };
    }

    private Stream<Rule> own() {
        return rules.stream().filter(rule -> host.groups().contains(rule.group()));
    }

    private static String set(String group) {
        return group.replaceAll("[^A-Za-z0-9]", "_");
    }
}
