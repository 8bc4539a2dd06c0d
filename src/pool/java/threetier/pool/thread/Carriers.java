package threetier.pool.thread;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import javax.management.Attribute;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Watches the carriers: the platform threads that run virtual threads. Normally there are as many carriers as
 * processors. A virtual thread occupies its carrier while it computes, and also while it waits for a class that another
 * thread is loading (JEP 491, "Future work"). When all carriers are occupied in this way, no virtual thread can
 * continue, not even the one for which the others wait. This class detects such a standstill and then adds carriers for
 * a while.
 */
final class Carriers {

    private static final Logger LOGGER = System.getLogger(Carriers.class.getName());
    private static final String PARALLELISM = "Parallelism";
    /**
     * Milliseconds between two checks. Nearly all requests take less time than this, and the time-out of a health check
     * is longer.
     */
    private static final long BETWEEN_LOOKS = 100;
    /** After this number of checks without a standstill, the usual number of carriers is restored. */
    private static final int CALM = 10;
    /**
     * The maximum number of carriers that the scheduler creates: its property maxPoolSize, which has Java's default
     * value.
     */
    private static final int MOST = 256;

    private static final LongAdder STEPS = new LongAdder();
    private static final AtomicBoolean WATCHED = new AtomicBoolean();

    private final MBeanServer java = ManagementFactory.getPlatformMBeanServer();
    private final ThreadFactory virtual;
    private final ObjectName scheduler;
    private final int usual;
    private int now;
    private int calm;
    private long before;

    private Carriers(ThreadFactory virtual) throws JMException {
        this.virtual = virtual;
        // https://docs.oracle.com/en/java/javase/25/docs/api/jdk.management/jdk/management/VirtualThreadSchedulerMXBean.html
        scheduler = new ObjectName("jdk.management:type=VirtualThreadScheduler");
        usual = (int) java.getAttribute(scheduler, PARALLELISM);
        now = usual;
    }

    /**
     * Starts the watch, unless it is already running. One watch is enough, because Java has one scheduler for all
     * virtual threads.
     *
     * @param virtual creates virtual threads
     */
    static void watch(ThreadFactory virtual) {
        if (WATCHED.compareAndSet(false, true)) {
            Thread watch = new Thread(() -> lookAgainAndAgain(virtual), "carriers");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** Records that a virtual thread has made progress. */
    static void step() {
        STEPS.increment();
    }

    private static void lookAgainAndAgain(ThreadFactory virtual) {
        try {
            Carriers carriers = new Carriers(virtual);
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                carriers.look();
            }
        } catch (JMException | InterruptedException | RuntimeException failure) {
            LOGGER.log(
                    Level.ERROR,
                    "Requests may come to a standstill: the watch over the carriers of virtual threads has failed",
                    failure);
        }
    }

    private void look() throws JMException {
        long steps = STEPS.sum();
        boolean standstill = steps == before && (long) java.getAttribute(scheduler, "QueuedVirtualThreadCount") > 0;
        before = steps;
        calm = standstill ? 0 : calm + 1;
        if (standstill) {
            allow(Math.min(2 * now, MOST));
            // The scheduler adds a carrier when a task enters an empty queue. A task from a new platform thread does
            // this
            new Thread(virtual.newThread(() -> {})::start).start();
        } else if (calm >= CALM) {
            allow(usual);
        }
    }

    private void allow(int carriers) throws JMException {
        if (carriers != now) {
            LOGGER.log(Level.DEBUG, "{0} carriers of virtual threads instead of {1}", carriers, now);
            java.setAttribute(scheduler, new Attribute(PARALLELISM, carriers));
            now = carriers;
        }
    }
}
