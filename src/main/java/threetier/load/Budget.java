package threetier.load;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;

/**
 * The time that a computation may use. A computation creates its budget when it begins, on its own thread. This must be
 * a platform thread, because Java does not measure the CPU time of virtual threads.
 */
final class Budget {

    /** CPU time of a computation. */
    static final Duration CPU = Duration.ofSeconds(2);
    /**
     * Seconds until the end of a computation whose thread gets little CPU time. Shorter than httpd waits for an answer
     * (timeout, httpd/proxy.conf).
     */
    static final int LONGEST = 5;

    private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    private final long start = System.nanoTime();
    private final long cpuStart = threads.getCurrentThreadCpuTime();
    private final Duration cpu;

    Budget() {
        this(CPU);
    }

    Budget(Duration cpu) {
        this.cpu = cpu;
    }

    /** Nanoseconds since the start. */
    long used() {
        return System.nanoTime() - start;
    }

    /** @throws RefusedException when it is used up */
    void check() {
        if (threads.getCurrentThreadCpuTime() - cpuStart >= cpu.toNanos()) {
            throw new RefusedException("This takes more than " + cpu.toSeconds()
                    + " seconds of CPU, which is as much as a request may use. Please try a smaller number.");
        }
        if (used() >= LONGEST * 1_000_000_000L) {
            throw new RefusedException("This node is too busy to finish this within " + LONGEST
                    + " seconds. Please try again in a moment.");
        }
    }
}
