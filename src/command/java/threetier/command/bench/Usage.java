package threetier.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import threetier.command.process.Node;

/** Processor time and memory of processes so far, from Linux' {@code /proc}. */
final class Usage {

    /** USER_HZ: the unit of these counters, independent of the kernel's own clock rate. */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** The columns of the machine's line to add up; later columns are included in earlier ones. */
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

    /** User and system time in a process's {@code stat} line, including its finished children. */
    static double seconds(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        // The program name, in parentheses, may contain spaces and parentheses
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, USER_TIME, USER_TIME + 4)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** Busy time in {@code /proc/stat}: everything but idle time and I/O wait. */
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

    /** Empty if the process has ended; the kernel then counts its time at its parent. */
    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException ended) {
            return "";
        }
    }
}
