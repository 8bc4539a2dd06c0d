package threetier.command.stage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.process.BalancerStatistics;
import threetier.command.process.LocalSocket;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/** An HAProxy that takes the place of one of the load balancers on AWS. */
final class Balancer {

    /** The balancer in front of the web tier. It balances HTTP requests. */
    static final String ALB = "alb";
    /** The balancer between the web tier and the app tier. It balances TCP connections. */
    static final String NLB = "nlb";
    /** The other balancer between the web tier and the app tier. A cookie keeps a client on its node. */
    static final String INNER_ALB = "inner-alb";

    private static final String BACKEND = "\nbackend targets\n";
    private static final String DEFAULT = "    default_backend targets\n";

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private final Workspace workspace;
    private final Nodes nodes;

    Balancer(Workspace workspace, Nodes nodes) {
        this.workspace = workspace;
        this.nodes = nodes;
    }

    /**
     * Starts the balancer in front of these targets.
     *
     * @param portForRequests the port at which a target takes requests; health checks use {@link Node#port()}
     * @param rules lead to other targets; the first rule whose condition holds counts
     */
    Node start(
            String name,
            String tier,
            int port,
            List<Node> targets,
            ToIntFunction<Node> portForRequests,
            List<ForwardRule> rules) {
        Path configuration = workspace.work(name).resolve(name + ".cfg");
        Path log = workspace.log(name);
        try {
            String text = Files.readString(workspace.project().resolve("src/command/haproxy/" + name + ".cfg"));
            String backend = text.substring(text.indexOf(BACKEND));
            StringBuilder all = new StringBuilder(text.replace(DEFAULT, uses(rules) + DEFAULT));
            all.append(servers(targets, portForRequests));
            for (ForwardRule rule : rules) {
                all.append(backend.replace(BACKEND, "\nbackend " + rule.name() + "\n"));
                rule.rewrites().forEach(line -> all.append("    " + line + "\n"));
                all.append(servers(rule.targets(), Node::port));
            }
            Files.writeString(configuration, all);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Program haproxy = new Program(
                        Tools.haproxy().toString(),
                        "-db",
                        // The folder for the socket of the balancer
                        "-C",
                        workspace.work(name).toString(),
                        "-f",
                        configuration.toString())
                .with("BALANCER_PORT", port);
        Node balancer = nodes.start(haproxy, tier, name, "balancer", port);
        balancer.awaitReady(LIMIT, List.of(log), () -> Ports.isAnswered(port));
        return balancer;
    }

    private static String uses(List<ForwardRule> rules) {
        return rules.stream()
                .map(rule -> "    use_backend " + rule.name() + " if " + rule.condition() + "\n")
                .collect(Collectors.joining());
    }

    private static String servers(List<Node> targets, ToIntFunction<Node> portForRequests) {
        return targets.stream()
                .map(target -> "    server " + server(target, portForRequests.applyAsInt(target)) + "\n")
                .collect(Collectors.joining());
    }

    /** Adds a target to the running balancer. The target gets requests as soon as its health checks pass. */
    void add(String name, Node target, int portForRequests) {
        // The defaults of the configuration do not apply to a server added at runtime
        tell(name, "add server targets/" + server(target, portForRequests) + " check inter 1s fall 2 rise 2");
        tell(name, "enable health targets/" + target.name());
        tell(name, "enable server targets/" + target.name());
        if (name.equals(INNER_ALB)) {
            // HAProxy 2.6 computes the cookies only of the servers in its configuration; this command computes all of
            // them
            tell(name, "enable dynamic-cookie backend targets");
        }
    }

    /** Removes a stopped node from the running balancer, after the last connection to the node is closed. */
    void remove(String name, Node target) {
        tell(name, "set server targets/" + target.name() + " state maint");
        // The node has closed its side of idle connections, but HAProxy notices this only when it next uses them
        tell(name, "shutdown sessions server targets/" + target.name());
        long deadline = System.nanoTime() + LIMIT.toNanos();
        String answer = ask(name, "del server targets/" + target.name());
        while (!answer.equals("Server deleted.")) {
            if (System.nanoTime() > deadline) {
                throw new CommandException(name + " keeps " + target.name() + ": " + answer);
            }
            Pause.millis(100);
            answer = ask(name, "del server targets/" + target.name());
        }
    }

    /** Whether the balancer sends requests to this node. */
    boolean healthy(String name, Node target) {
        return BalancerStatistics.from(socket(name)).rows().stream()
                .anyMatch(row -> target.name().equals(row.get("svname"))
                        && row.get("status").startsWith("UP"));
    }

    private static String server(Node target, int portForRequests) {
        return target.name() + " 127.0.0.1:" + portForRequests + " port " + target.port();
    }

    private void tell(String name, String command) {
        String answer = ask(name, command);
        if (!answer.isEmpty() && !answer.equals("New server registered.")) {
            throw new CommandException(name + " refused \"" + command + "\": " + answer);
        }
    }

    /** Sends a command to the balancer's socket (HAProxy Management Guide, 9.3). */
    private String ask(String name, String command) {
        return socket(name).ask(command);
    }

    private LocalSocket socket(String name) {
        return new LocalSocket(workspace.work(name).resolve(name + ".sock"));
    }
}
