package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.process.Account;
import threetier.command.process.Executables;
import threetier.command.process.Program;
import threetier.command.process.Shutdown;
import threetier.command.process.Tools;

/**
 * The network namespaces of a rehearsal. All links, routes and firewalls are in them, and none in the network of this
 * machine, so the end of the namespaces is the end of everything.
 */
final class Namespaces {

    /** Start of the name of every namespace. Only namespaces with this name are removed. */
    static final String PREFIX = "three-tier-rehearsal-";

    /**
     * The folder of the lock and of sockets, whose paths must be short. The namespaces belong to the machine and not to
     * a clone, so the lock does too.
     */
    static final Path FOLDER = Path.of("/run/three-tier-rehearsal");

    private static final String ROUTER = PREFIX + "router";

    private Namespaces() {}

    /**
     * Finds, or installs, what the rehearsal needs.
     *
     * @throws CommandException with what is missing
     */
    static void require() {
        if (!System.getProperty("os.name").equals("Linux")) {
            throw new CommandException("A rehearsal needs network namespaces, which only Linux has.");
        }
        if (!Account.isRoot()) {
            throw new CommandException(
                    "A rehearsal needs root, for network namespaces. Run: sudo ./three-tier rehearse");
        }
        Tools.need("nftables", () -> Executables.find("nft").isPresent(), "nftables");
        Tools.need("iproute2", () -> Executables.find("ip").isPresent(), "iproute2");
    }

    /** The namespaces that exist. */
    static List<String> present() {
        return new Program("ip", "netns", "list")
                .output()
                .lines()
                .map(line -> line.split(" ")[0])
                .filter(name -> name.startsWith(PREFIX))
                .toList();
    }

    /** Ends all processes in the namespaces of any rehearsal, and removes the namespaces. */
    static synchronized void remove() {
        List<String> present = present();
        endProcesses();
        for (String namespace : present) {
            new Program("ip", "netns", "delete", namespace).result();
        }
        NodeRemains.removeGroups();
        List<String> left = present();
        if (!left.isEmpty()) {
            throw new CommandException("These network namespaces cannot be removed: " + String.join(", ", left));
        }
    }

    /** Ends all processes in the namespaces. */
    static void endProcesses() {
        present().forEach(Namespaces::end);
    }

    /** Ends all processes of a host, without a warning. */
    static void endProcesses(String host) {
        end(PREFIX + host);
    }

    private static void end(String namespace) {
        pidsIn(namespace).forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** The processes in a host. */
    static Stream<Long> pids(String host) {
        return pidsIn(PREFIX + host);
    }

    private static Stream<Long> pidsIn(String namespace) {
        return new Program("ip", "netns", "pids", namespace)
                .result()
                .output()
                .lines()
                .map(String::strip)
                .filter(pid -> pid.matches("\\d+"))
                .map(Long::valueOf);
    }

    /** @throws CommandException if this machine allows no network namespaces */
    static void addRouter() {
        addNamed(ROUTER);
        setting(ROUTER, "ip_forward", "1");
        for (String all : List.of("all", "default")) {
            // A packet may come from a subnet whose route back is in another table
            setting(ROUTER, "conf/" + all + "/rp_filter", "0");
            setting(ROUTER, "conf/" + all + "/send_redirects", "0");
        }
        batch(ROUTER, "link set lo up\n");
    }

    static void add(String host) {
        addNamed(PREFIX + host);
    }

    /** The shutdown removes all namespaces, so none is added after it has begun. */
    private static synchronized void addNamed(String namespace) {
        if (Shutdown.begun()) {
            throw new CommandException("Interrupted");
        }
        Program.Result result = new Program("ip", "netns", "add", namespace).result();
        if (result.status() != 0) {
            throw new CommandException(
                    "This machine allows no network namespaces (a container needs --privileged): " + result.all());
        }
    }

    /** Forwards packets of others, as a NAT gateway does. */
    static void forwarding(String host) {
        setting(PREFIX + host, "ip_forward", "1");
        setting(PREFIX + host, "conf/all/send_redirects", "0");
        setting(PREFIX + host, "conf/eth0/send_redirects", "0");
    }

    private static void setting(String namespace, String name, String value) {
        new Program("ip", "netns", "exec", namespace, "sh", "-c", "echo " + value + " >/proc/sys/net/ipv4/" + name)
                .output();
    }

    /** Carries out commands of {@code ip} in the router. */
    static void inRouter(String commands) {
        batch(ROUTER, commands);
    }

    /** Carries out commands of {@code ip} in a host. */
    static void inHost(String host, String commands) {
        batch(PREFIX + host, commands);
    }

    private static void batch(String namespace, String commands) {
        Program.Result result = new Program("ip", "-n", namespace, "-batch", "-")
                .reading(commands)
                .result();
        if (result.status() != 0) {
            throw new CommandException(namespace + " cannot be set up: " + result.all());
        }
    }

    /** Sets the firewall of the router. */
    static void firewallOfRouter(String ruleset) {
        firewall(ROUTER, ruleset);
    }

    /** Sets the firewall of a host. */
    static void firewallOfHost(String host, String ruleset) {
        firewall(PREFIX + host, ruleset);
    }

    private static void firewall(String namespace, String ruleset) {
        Program.Result result =
                inside(namespace, "nft", "-f", "-").reading(ruleset).result();
        if (result.status() != 0) {
            throw new CommandException("The firewall of " + namespace + " is refused by nftables:\n" + result.all());
        }
    }

    /** Drops all packets from and to a host, as when its machine or its zone has failed. */
    static void disconnect(String host) {
        firewallOfHost(host, """
                table inet failed {
                  chain in { type filter hook prerouting priority -400; policy drop; iif lo accept; }
                  chain out { type filter hook output priority -400; policy drop; oif lo accept; }
                }
                """);
    }

    /** Ends {@link #disconnect}, if it was called. */
    static void connect(String host) {
        inside(PREFIX + host, "nft", "delete", "table", "inet", "failed").result();
    }

    /** A program that runs in a host. */
    static Program inHost(String host, List<String> command) {
        return inside(PREFIX + host, command.toArray(String[]::new));
    }

    private static Program inside(String namespace, String... command) {
        List<String> all = new ArrayList<>(List.of("ip", "netns", "exec", namespace));
        all.addAll(Arrays.asList(command));
        return new Program(all);
    }
}
