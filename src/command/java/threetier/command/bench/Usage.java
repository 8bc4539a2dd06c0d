package threetier.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import threetier.command.process.Node;

/** What processes have used so far, from Linux' {@code /proc}. */
final class Usage {

    /** The kernel counts in these for user space, whatever its own clock (USER_HZ). */
    private static final double TICKS_PER_SECOND = 100;

    private static final int USER_TIME = 11;
    private static final int IDLE = 3;
    private static final int WAITING = 4;
    /** Later columns of the machine's line are contained in earlier ones. */
    private static final int COLUMNS = 8;

    private Usage() {}

    /** Seconds of processor time that these nodes, with all their children, have used. */
    static double cpu(List<Node> nodes) {
        return nodes.stream()
                .flatMap(Node::processes)
                .map(process -> read("/proc/" + process.pid() + "/stat"))
                .mapToDouble(Usage::seconds)
                .sum();
    }

    /** The same for this process and the programs that it ran to their end. */
    static double ownCpu() {
        return seconds(read("/proc/self/stat"));
    }

    /** Seconds of processor time that everything on this machine has used. */
    static double machineCpu() {
        return busySeconds(read("/proc/stat"));
    }

    /** Bytes of memory of a node with its children; pages that several processes share are shared out among them. */
    static long memory(Node node) {
        return node.processes()
                .map(process -> read("/proc/" + process.pid() + "/smaps_rollup"))
                .mapToLong(Usage::proportionalBytes)
                .sum();
    }

    /** User and system time in the kernel's line on a process, with those of its children that ended. */
    static double seconds(String stat) {
        if (stat.isEmpty()) {
            return 0;
        }
        // The name of the program, in parentheses, may hold anything
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Arrays.stream(fields, USER_TIME, USER_TIME + 4)
                        .mapToLong(Long::parseLong)
                        .sum()
                / TICKS_PER_SECOND;
    }

    /** All but idle time in the kernel's table on the processors. */
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

    /** Nothing when the process has ended meanwhile: its time is then with its parent. */
    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException ended) {
            return "";
        }
    }
}
