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
 * The platform threads that carry virtual ones, as many as there are processors. A virtual thread that computes keeps
 * its carrier, and so does one that meets a class which another thread is loading (JEP 491, "Future work"). Once every
 * carrier is kept, nobody goes on, not even who would free them. Then there must be more for a while.
 */
final class Carriers {

    private static final Logger LOGGER = System.getLogger(Carriers.class.getName());
    private static final String PARALLELISM = "Parallelism";
    /** In milliseconds: longer than nearly all requests take, shorter than a balancer waits for a sign of life. */
    private static final long BETWEEN_LOOKS = 100;
    /** So many looks without a standstill, and the usual number of carriers is enough again. */
    private static final int CALM = 10;
    /** The scheduler makes no more of them: its property maxPoolSize, as Java has it. */
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
     * From now on; once is enough, as Java has one scheduler.
     *
     * @param virtual makes threads which these carry
     */
    static void watch(ThreadFactory virtual) {
        if (WATCHED.compareAndSet(false, true)) {
            Thread watch = new Thread(() -> lookAgainAndAgain(virtual), "carriers");
            watch.setDaemon(true);
            watch.start();
        }
    }

    /** A virtual thread has gone on. */
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
                    "Requests may come to a standstill: nobody sees to it that virtual threads go on",
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
            // The scheduler makes a carrier when something comes to an empty queue, and a new thread has one of its own
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
