package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A node that has been booted: its process, its control group, and its end. */
final class RunningNode {

    /** After this time, EC2 turns a machine off that has not shut down. The units of a node stop within 90 s. */
    private static final Duration FORCE = Duration.ofSeconds(150);

    private static final double NANOS = 1e9;
    private static final double MICROS = 1e6;

    private final PlayedNode node;
    private final Process process;
    private final double before;
    private long shutDown;
    private String renamed = "";

    private RunningNode(PlayedNode node, Process process, double before) {
        this.node = node;
        this.process = process;
        this.before = before;
    }

    static RunningNode boot(PlayedNode node, NodeRoot root) {
        String name = node.host().name();
        Namespaces.connect(name);
        return new RunningNode(node, node.boot(root, PlayedAws.endpoint()), used(name));
    }

    PlayedNode node() {
        return node;
    }

    boolean isRunning() {
        return process.isAlive();
    }

    /** Shuts it down as EC2 does: in order first, and by force when that takes too long. Call it again and again. */
    void shutDown() {
        long now = System.nanoTime();
        if (shutDown == 0) {
            shutDown = now;
            // systemd-nspawn asks the node's systemd to shut down
            process.destroy();
        } else if (now - shutDown > FORCE.toNanos()) {
            end();
        }
    }

    boolean shutsDown() {
        return shutDown != 0;
    }

    /** Ends it at once and without a word to anybody, as when its machine fails: connections hang. */
    void kill() {
        Namespaces.disconnect(node.host().name());
        end();
    }

    private void end() {
        process.destroyForcibly();
        Namespaces.endProcesses(node.host().name());
    }

    /** Changes the names that it looks up, as soon as its services run. Call {@link #step} again and again. */
    void rename(String names) {
        renamed = names + node.ownName();
        step();
    }

    /** Does what could not be done yet. */
    void step() {
        if (renamed.isEmpty()) {
            return;
        }
        String names = renamed;
        Namespaces.pids(node.host().name())
                .filter(pid -> "systemd".equals(command(pid)))
                .min(Long::compare)
                .ifPresent(pid -> {
                    try {
                        // In place, because each service has a mount of this file
                        Files.writeString(Path.of("/proc/" + pid + "/root/etc/hosts"), names);
                        renamed = "";
                    } catch (IOException ended) {
                        // A node that ends needs no names
                        return;
                    }
                });
    }

    private static String command(long pid) {
        try {
            return Files.readString(Path.of("/proc/" + pid + "/comm")).strip();
        } catch (IOException ended) {
            return "";
        }
    }

    /** For how many seconds it has used all of its processors, since it was booted. */
    double seconds() {
        return (used(node.host().name()) - before) / processors();
    }

    /** Its processors; those that this machine does not have cannot be used. */
    double processors() {
        return Math.min(node.type().processors(), Runtime.getRuntime().availableProcessors());
    }

    /** Seconds of processor time of a control group; it may be older than the node. 0 if it does not exist. */
    private static double used(String host) {
        String group = "three-tier-rehearsal/" + Namespaces.PREFIX + host + "/";
        Path first = Path.of("/sys/fs/cgroup/cpuacct", group, "cpuacct.usage");
        Path second = Path.of("/sys/fs/cgroup", group, "cpu.stat");
        try {
            if (Files.exists(first)) {
                return Long.parseLong(Files.readString(first).strip()) / NANOS;
            }
            List<String> lines = Files.exists(second) ? Files.readAllLines(second) : List.of();
            return lines.stream()
                    .filter(line -> line.startsWith("usage_usec "))
                    .mapToDouble(line -> Long.parseLong(line.split(" ")[1]) / MICROS)
                    .sum();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
