package threetier.command.rehearse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Rule;

/** The connections that a rehearsal tries: every pair of hosts, with the drawn ports and some beside them. */
final class Attempts {

    private static final int LAST_PORT = 65_535;
    /** SSH, which no host offers, and DNS. */
    private static final List<Integer> BESIDE = List.of(22, 53);
    /** Ports that are also tried with UDP. */
    private static final List<Integer> UDP = List.of(53, 443, 3306, 8080);

    private final Set<Arrow> drawn;
    private final List<Host> hosts;
    private final Map<String, Set<Integer>> ports = new TreeMap<>();

    Attempts(EvaluatedStack deployment, List<Host> hosts, List<Rule> rules) {
        this.hosts = hosts;
        drawn = Drawing.arrows(options(deployment));
        Set<Integer> tcp = new TreeSet<>(BESIDE);
        Drawing.arrows().forEach(arrow -> tcp.add(Integer.parseInt(arrow.ports())));
        // A range that is one port too wide is an error too
        for (Rule rule : rules) {
            List.of(rule.from() - 1, rule.from(), rule.to(), rule.to() + 1).forEach(tcp::add);
        }
        tcp.removeIf(port -> port < 1 || port > LAST_PORT);
        ports.put("tcp", tcp);
        ports.put("udp", new TreeSet<>(UDP));
    }

    /** The options of the drawing (docs/aws.md) that these parameters switch on. */
    static Set<String> options(EvaluatedStack deployment) {
        Set<String> options = new TreeSet<>();
        options.add(deployment.parameter("Protocol"));
        options.add(deployment.parameter("Sessions"));
        options.add(deployment.https() ? "https" : "");
        options.add(deployment.behindEdge() ? "edge" : "");
        options.add(deployment.parameter("Balancers").equals("internal") ? "" : "public");
        return options;
    }

    /** The tried ports of each protocol. */
    Map<String, Set<Integer>> ports() {
        return ports;
    }

    /** All attempts, by the host that tries them. */
    Map<Host, List<Attempt>> all() {
        Map<Host, List<Attempt>> all = new LinkedHashMap<>();
        for (Host from : hosts) {
            List<Attempt> attempts = new ArrayList<>();
            for (Host to : hosts) {
                // Nothing in the VPC tries CloudFront, because it has no single address
                if (to != from && !to.member().equals(Rule.CLOUDFRONT)) {
                    ports.forEach((protocol, numbers) ->
                            numbers.forEach(port -> attempts.add(attempt(from, to, protocol, port))));
                }
            }
            all.put(from, attempts);
        }
        return all;
    }

    private Attempt attempt(Host from, Host to, String protocol, int port) {
        Arrow arrow = new Attempt(from, to, protocol, port, false).arrow();
        return new Attempt(from, to, protocol, port, drawn.contains(arrow) || byInternet(arrow));
    }

    /**
     * Whether the drawing shows a path by way of the internet: a host that may reach the internet at this port may also
     * reach a balancer that the whole internet may reach.
     */
    private boolean byInternet(Arrow arrow) {
        return drawn.contains(new Arrow(arrow.from(), arrow.ports(), Hosts.INTERNET))
                && drawn.contains(new Arrow(Hosts.INTERNET, arrow.ports(), arrow.to()));
    }
}
