package threetier.pool;

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
 * Threads for requests, virtual ones: to wait for a database and to be woken costs them little, and they leave the processors to Java's
 * compiler. As many as are needed at once; they are kept, as the server keeps things with them, and who has rested least works first.
 * The server makes one for each listener, by name (payara/virtual-threads.asadmin).
 */
public final class RequestThreads extends AbstractExecutorService {

    private static final Logger LOGGER = System.getLogger(RequestThreads.class.getName());

    private final ThreadFactory factory;
    private final Deque<RequestThread> resting = new ConcurrentLinkedDeque<>();
    private volatile boolean shutdown;

    /** @throws IllegalStateException when this Java has no virtual threads */
    public RequestThreads() {
        this(virtual());
        Carriers.watch(factory);
    }

    RequestThreads(ThreadFactory factory) {
        this.factory = factory;
    }

    /** @throws RejectedExecutionException after a shutdown */
    @Override
    public void execute(Runnable task) {
        if (shutdown) {
            throw new RejectedExecutionException("The server stops");
        }
        RequestThread rested = resting.pollFirst();
        if (rested == null) {
            new RequestThread(task).thread.start();
        } else {
            rested.work(task);
        }
    }

    /** What is under way goes on. */
    @Override
    public void shutdown() {
        shutdown = true;
    }

    /** The same; no task ever waits for a thread. */
    @Override
    public List<Runnable> shutdownNow() {
        shutdown();
        return List.of();
    }

    @Override
    public boolean isShutdown() {
        return shutdown;
    }

    /** Virtual threads keep no process alive, so nobody has to wait for them. */
    @Override
    public boolean isTerminated() {
        return shutdown;
    }

    @Override
    public boolean awaitTermination(long timeout, TimeUnit unit) {
        return shutdown;
    }

    /** By reflection, because older Javas run and compile this too (before Java 24 a virtual thread in a lock holds up others: JEP 491). */
    private static ThreadFactory virtual() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object named = builder.getMethod("name", String.class, long.class).invoke(Thread.class.getMethod("ofVirtual").invoke(null), "request-", 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException tooOld) {
            throw new IllegalStateException("Virtual threads need Java 21, better 25", tooOld);
        }
    }

    private final class RequestThread implements Runnable {

        private final Thread thread = factory.newThread(this);
        private volatile Runnable task;

        RequestThread(Runnable first) {
            task = first;
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
                    resting.addFirst(this);
                    if (task != null) {
                        // Nobody takes the processor from a virtual thread: one that gets request after request must let others go first
                        Thread.yield();
                    }
                }
            }
        }

        private void answer() {
            try {
                task.run();
            } catch (RuntimeException | Error failure) {
                LOGGER.log(Level.ERROR, "A request ended without an answer", failure);
            } finally {
                task = null;
            }
        }
    }
}
