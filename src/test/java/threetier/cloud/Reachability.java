package threetier.cloud;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import threetier.cloud.Subnets.WayOut;
import threetier.command.rehearse.Arrow;
import threetier.command.rehearse.Drawing;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Member;

/** Compares the network paths of a deployment with the drawing. */
final class Reachability {

    private Reachability() {}

    /** Descriptions of all differences between the deployment of this variant and the drawing. */
    static List<String> problems(Variant variant, EvaluatedStack deployment) {
        Network network = variant.network(deployment);
        List<String> problems = new ArrayList<>();
        Set<Arrow> drawn = Drawing.arrows(variant.options());
        compare(drawn, network.open(), "possible, but not drawn", "drawn, but not possible", problems);
        Set<Arrow> among = drawn.stream()
                .filter(arrow -> !arrow.to().equals(Network.INTERNET))
                .collect(Collectors.toCollection(TreeSet::new));
        compare(among, network.used(), "used, but not drawn", "drawn, but not used", problems);
        // A rule without a rule at the other end allows no traffic, but the other rule may be added later
        network.halves().stream()
                .filter(half -> !drawn.contains(half))
                .forEach(half -> problems.add(half + ": one end allows it, but it is not drawn"));
        for (Member member : network.members()) {
            boolean open = member.name().equals("alb");
            Set<WayOut> allowed = open
                    ? Set.of(WayOut.INTERNET)
                    : member.name().equals("data") ? Set.of(WayOut.NONE, WayOut.NAT) : Set.of(WayOut.NAT);
            member.subnets().stream()
                    .filter(subnet -> !allowed.contains(network.subnets().wayOut(subnet)))
                    .forEach(subnet -> problems.add(member.name() + " is in " + subnet + ", whose route out is "
                            + network.subnets().wayOut(subnet)));
            if (member.isPublic() != open) {
                problems.add(member.name() + " is " + (open ? "not " : "") + "public");
            }
            network.rules().stream()
                    .filter(rule -> member.groups().contains(rule.group())
                            && rule.ingress()
                            && rule.addresses() != null
                            && !open)
                    .forEach(rule ->
                            problems.add(member.name() + " admits addresses instead of groups: " + rule.addresses()));
            if (member.groups().size() != 1) {
                problems.add(member.name() + " has the groups " + member.groups());
            }
        }
        return problems;
    }

    private static void compare(
            Set<Arrow> expected, Set<Arrow> found, String tooMuch, String tooLittle, List<String> problems) {
        found.stream()
                .filter(arrow -> !expected.contains(arrow))
                .forEach(arrow -> problems.add(arrow + ": " + tooMuch));
        expected.stream()
                .filter(arrow -> !found.contains(arrow))
                .forEach(arrow -> problems.add(arrow + ": " + tooLittle));
    }
}
