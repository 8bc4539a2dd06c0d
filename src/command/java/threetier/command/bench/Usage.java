package threetier.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import threetier.command.process.Node;

/** The processor time that processes have used so far, and their present memory, from {@code /proc} of Linux. */
final class Usage {

    /** The unit of the counters in {@code /proc} (USER_HZ). It does not depend on the kernel's internal clock rate. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** The number of columns to add up in the line of the machine. Earlier columns include the time of later ones. */
    private static final int COLUMNS = 8;

    private Usage() {}

    /** Processor time in seconds of these nodes and their children. */
    static double cpu(List<Node> nodes) {
        return nodes.stream()
                .flatMap(Node::processes)
                .map(process -> read("/proc/" + process.pid() + "/stat"))
                .mapToDouble(Usage::seconds)
                .sum();
    }

    /** Processor time in seconds of this process and of its finished children. */
    static double ownCpu() {
        return seconds(read("/proc/self/stat"));
    }

    /** Processor time in seconds of everything on this machine. */
    static double machineCpu() {
        return busySeconds(read("/proc/stat"));
    }

    /** Memory of a node and its children in bytes; shared pages are split among their processes. */
    static long memory(Node node) {
        return node.processes()
                .map(process -> read("/proc/" + process.pid() + "/smaps_rollup"))
                .mapToLong(Usage::proportionalBytes)
                .sum();
    }

    /** User and system time of a process and its finished children, from its {@code stat} line, in seconds. */
    static double seconds(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        // The program name is in parentheses, and can itself contain spaces and parentheses
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, USER_TIME, USER_TIME + 4)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Busy time of the machine in seconds, from {@code /proc/stat}: all time except idle time and I/O wait. */
    static double busySeconds(String stat) {
        long[] columns = Arrays.stream(stat.lines().findFirst().orElse("").split("\\s+"))
                .skip(1)
                .limit(COLUMNS)
                .mapToLong(Long::parseLong)
                .toArray();
        return (Arrays.stream(columns).sum() - columns[IDLE] - columns[WAITING]) / TICKS_PER_SECOND;
    }

    static long proportionalBytes(String rollup) {
        return rollup.lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1_024)
                .sum();
    }

    /** Returns empty text if the process has ended. The kernel then adds the time of the process to its parent. */
    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException ended) {
            return "";
        }
    }
}
