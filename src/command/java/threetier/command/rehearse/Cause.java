package threetier.command.rehearse;

import java.util.List;
import java.util.stream.Stream;
import threetier.command.template.Rule;

/** Names what in the templates makes a connection impossible, or possible. */
record Cause(PlayedNetwork network) {

    /** Why a drawn connection is not possible. */
    String ofDrop(Attempt attempt) {
        Host from = attempt.from();
        Host to = attempt.to();
        if (!from.groups().isEmpty() && groups(attempt, false).isEmpty()) {
            return "no egress rule of " + String.join(", ", from.groups()) + " allows it";
        }
        if (!to.groups().isEmpty() && groups(attempt, true).isEmpty()) {
            return "no ingress rule of " + String.join(", ", to.groups()) + " allows it";
        }
        if (from.member().equals(Hosts.INTERNET) && !to.isPublic()) {
            return to.resource() + " has no public address";
        }
        String subnet = from.subnet().isEmpty() ? to.subnet() : from.subnet();
        String routes = network.routesOf(subnet);
        return "the security groups allow it, but no packet arrives; "
                + (routes.isEmpty() ? subnet + " has no route out of the VPC" : "routes of " + subnet + ": " + routes);
    }

    /** Why a connection that is not drawn is possible. */
    String ofConnection(Attempt attempt) {
        List<String> groups = Stream.concat(groups(attempt, false).stream(), groups(attempt, true).stream())
                .toList();
        return groups.isEmpty() ? "no security group is in the way" : "allowed by " + String.join(" and ", groups);
    }

    /** The groups with a rule that allows this connection, at one end of it. */
    private List<String> groups(Attempt attempt, boolean ingress) {
        Host own = ingress ? attempt.to() : attempt.from();
        Host other = ingress ? attempt.from() : attempt.to();
        return network.rules().stream()
                .filter(rule -> rule.ingress() == ingress && own.groups().contains(rule.group()))
                .filter(rule -> other.isPeer(rule) && covers(rule, attempt))
                .map(rule -> rule.group() + " (" + (ingress ? "ingress " : "egress ") + rule.ports() + ")")
                .distinct()
                .toList();
    }

    private static boolean covers(Rule rule, Attempt attempt) {
        return (rule.protocol().equals("-1") || rule.protocol().equals(attempt.protocol()))
                && rule.from() <= attempt.port()
                && attempt.port() <= rule.to();
    }
}
