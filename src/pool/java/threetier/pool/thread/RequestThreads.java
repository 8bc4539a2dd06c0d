package threetier.pool.thread;

import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * Runs requests on virtual threads: waiting for a database and waking up costs them little, and they leave the
 * processors to the JIT compiler. There are as many as there are requests in flight. Idle threads are kept, because the
 * server keeps data per thread; the thread that became idle last is used first. A single request in flight gets a
 * platform thread instead: the answer of a database wakes it directly, but wakes a virtual thread by way of two others.
 * The server creates one instance per listener, by class name (payara/virtual-threads.asadmin).
 */
public final class RequestThreads extends AbstractExecutorService {

    private static final Logger LOGGER = System.getLogger(RequestThreads.class.getName());

    private final Crew alone;
    private final Crew others;
    private final AtomicInteger underWay = new AtomicInteger();
    private volatile boolean shutdown;

    /** @throws IllegalStateException when this Java has no virtual threads */
    public RequestThreads() {
        this(RequestThreads::platform, virtual());
        Carriers.watch(others.factory);
    }

    RequestThreads(ThreadFactory alone, ThreadFactory others) {
        this.alone = new Crew(alone);
        this.others = new Crew(others);
    }

    /** @throws RejectedExecutionException after a shutdown */
    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("The server is stopping");
        }
        // When no request is in flight, the platform thread is idle, so there is never a second one
        Crew crew = underWay.getAndIncrement() == 0 ? alone : others;
        RequestThread rested = crew.resting.pollFirst();
        if (rested == null) {
            new RequestThread(crew, task).thread.start();
        } else {
            rested.work(task);
        }
    }

    /** Requests in flight continue. */
    @Override
    public void shutdown() {
        shutdown = true;
    }

    /** The same, because no task ever waits for a thread. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    /** True after a shutdown: these are daemon threads, so there is no need to wait for them. */
    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    private static Thread platform(Runnable task) {
        Thread thread = new Thread(task, "request-alone");
        thread.setDaemon(true);
        return thread;
    }

    /**
     * By reflection, because this class also compiles and runs with older versions of Java. (Before Java 24, a virtual
     * thread that waits in a synchronized block keeps its carrier: JEP 491.)
     */
    private static ThreadFactory virtual() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object named = builder.getMethod("name", String.class, long.class)
                    .invoke(Thread.class.getMethod("ofVirtual").invoke(null), "request-", 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException tooOld) {
            throw new IllegalStateException("Virtual threads need Java 21 or newer, preferably 25", tooOld);
        }
    }

    /** The threads of one kind. */
    private static final class Crew {

        private final ThreadFactory factory;
        private final Deque<RequestThread> resting = new ConcurrentLinkedDeque<>();

        Crew(ThreadFactory factory) {
            this.factory = factory;
        }
    }

    private final class RequestThread implements Runnable {

        private final Crew crew;
        private final Thread thread;
        private volatile Runnable task;

        RequestThread(Crew crew, Runnable first) {
            this.crew = crew;
            task = first;
            thread = crew.factory.newThread(this);
        }

        void work(Runnable next) {
            task = next;
            LockSupport.unpark(thread);
        }

        @Override
        public void run() {
            while (true) {
                if (task == null) {
                    LockSupport.park(this);
                } else {
                    answer();
                    if (crew == others) {
                        Carriers.step();
                    }
                    crew.resting.addFirst(this);
                    underWay.decrementAndGet();
                    if (task != null) {
                        // Virtual threads are not preempted: one that gets request after request must let others run
                        Thread.yield();
                    }
                }
            }
        }

        private void answer() {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                LOGGER.log(Level.ERROR, "A request failed without a response", failure);
            } finally {
                task = null;
            }
        }
    }
}
