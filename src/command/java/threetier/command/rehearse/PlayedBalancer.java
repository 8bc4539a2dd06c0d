package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import threetier.command.error.CommandException;
import threetier.command.process.BalancerStatistics;
import threetier.command.process.LocalSocket;
import threetier.command.process.Log;
import threetier.command.process.Pause;
import threetier.command.process.Tools;

/** An HAProxy in a namespace of a balancer. */
final class PlayedBalancer {

    /** In milliseconds. */
    private static final int LIMIT = 30_000;

    private static final int STEP = 100;

    private final Host host;
    private final LocalSocket socket;
    private final Path folder;

    /** @param folder for its configuration and its log */
    PlayedBalancer(Host host, Path folder) {
        this.host = host;
        this.folder = folder;
        socket = new LocalSocket(socket(host.name()));
    }

    /** Its path is short, because the address of a socket has at most 107 bytes. */
    static Path socket(String name) {
        return Namespaces.FOLDER.resolve(name + ".sock");
    }

    Host host() {
        return host;
    }

    /** Starts it with this configuration, and waits until it takes commands. */
    void start(String configuration) {
        run(host.name(), configuration, folder);
    }

    /** Starts an HAProxy in a namespace, and waits until it takes commands. */
    static void run(String name, String configuration, Path folder) {
        Path file = folder.resolve(name + ".cfg");
        Path log = folder.resolve(name + ".haproxy.log");
        try {
            Files.writeString(file, configuration);
            Files.deleteIfExists(socket(name));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        Process process = Namespaces.inHost(name, List.of(Tools.haproxy().toString(), "-db", "-f", file.toString()))
                .start(log);
        for (int waited = 0; !Files.exists(socket(name)); waited += STEP) {
            if (!process.isAlive() || waited > LIMIT) {
                throw new CommandException(
                        "The balancer " + name + " does not start. Its log ends with:\n" + Log.lastLines(List.of(log)));
            }
            Pause.millis(STEP);
        }
    }

    /**
     * Registers a target with a target group: from now on, the balancer checks it, and it gets requests when it is
     * healthy.
     */
    void register(String group, Host target) {
        String server = BalancerSettings.name(group) + "/" + target.name();
        socket.ask("set server " + server + " state ready; set server " + server + " health down");
    }

    /** Takes a target out of a target group. It gets no more requests, and keeps its connections. */
    void deregister(String group, Host target) {
        socket.ask("set server " + BalancerSettings.name(group) + "/" + target.name() + " state maint");
    }

    /** All that it says of its targets at a moment. */
    Targets targets() {
        return new Targets(BalancerStatistics.from(socket));
    }

    /** What its statistics say of its targets. */
    record Targets(BalancerStatistics statistics) {

        /** The state of a target, in the words of AWS. */
        String state(String group, Host target) {
            return row(group, target)
                    .map(row -> state(row.get("status"), row.get("check_status").replace("* ", "")))
                    .orElse("unused");
        }

        /** Whether it has a connection to a target. */
        boolean connected(String group, Host target) {
            return row(group, target)
                    .filter(row -> !row.get("scur").equals("0"))
                    .isPresent();
        }

        /** A status such as "UP 1/2" has counted failed checks, but not as many as the threshold yet. */
        private static String state(String status, String check) {
            if (status.startsWith("MAINT")) {
                return "unused";
            }
            if (status.startsWith("UP")) {
                return "healthy";
            }
            return Set.of("", "INI", "L7OK").contains(check) ? "initial" : "unhealthy";
        }

        private Optional<Map<String, String>> row(String group, Host target) {
            return statistics.rows().stream()
                    .filter(row -> BalancerSettings.name(group).equals(row.get("pxname"))
                            && target.name().equals(row.get("svname")))
                    .findFirst();
        }
    }
}
