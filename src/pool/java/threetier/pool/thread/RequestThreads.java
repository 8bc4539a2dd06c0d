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
import java.util.concurrent.locks.LockSupport;

/**
 * An executor that runs requests on virtual threads. Waiting and waking up cost a virtual thread little, and virtual
 * threads leave the processors to the JIT compiler. There are as many threads as requests in progress. Idle threads are
 * kept and reused, because the server keeps data per thread. The thread that became idle last is used first. The server
 * creates one instance of this class per listener, by its class name (payara/virtual-threads.asadmin).
 */
public final class RequestThreads extends AbstractExecutorService {

    private static final Logger LOGGER = System.getLogger(RequestThreads.class.getName());

    private final ThreadFactory factory;
    private final Deque<RequestThread> idle = new ConcurrentLinkedDeque<>();
    private volatile boolean shutdown;

    /**
     * Creates an executor without threads.
     *
     * @throws IllegalStateException when this version of Java has no virtual threads
     */
    public RequestThreads() {
        this(virtual());
        Carriers.watch(factory);
    }

    RequestThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /**
     * Runs the task on an idle thread, or on a new one.
     *
     * @throws RejectedExecutionException after a shutdown
     */
    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("The server is stopping");
        }
        RequestThread thread = idle.pollFirst();
        if (thread == null) {
            new RequestThread(task).thread.start();
        } else {
            thread.work(task);
        }
    }

    /** Makes the executor refuse new requests. Requests in progress continue. */
    @Override
    public void shutdown() {
        shutdown = true;
    }

    /** Does the same as {@link #shutdown()}. No task ever waits for a thread, so the returned list is empty. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    /**
     * Whether the executor was shut down. The threads are daemon threads, so there is no need to wait for their end.
     */
    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    /**
     * Creates virtual threads by reflection, because this class must also compile and run with older versions of Java.
     * (Before Java 24, a virtual thread that waits in a synchronized block occupies its carrier: JEP 491.)
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

    private final class RequestThread implements Runnable {

        private final Thread thread;
        private volatile Runnable task;

        RequestThread(Runnable first) {
            task = first;
            thread = factory.newThread(this);
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
                    Carriers.step();
                    idle.addFirst(this);
                    if (task != null) {
                        // Virtual threads are not preempted. A thread that gets one request after the other must let
                        // other threads run
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
                // An interrupt of this request must not reach the next one, nor keep the idle thread awake
                Thread.interrupted();
                task = null;
            }
        }
    }
}
