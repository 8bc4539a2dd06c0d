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
 * Threads for requests, virtual ones: to wait for a database and to be woken costs them little, and they leave the
 * processors to Java's compiler. As many as are needed at the same time; they are kept, as the server keeps things with
 * them, and who has rested least works first. Only who comes alone gets a platform thread: a database wakes it
 * directly, but a virtual one by way of two others. The server makes one of these for each listener, by name
 * (payara/virtual-threads.asadmin).
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
            throw new RejectedExecutionException("The server stops");
        }
        // While nobody is under way the thread for who comes alone rests, so there is never a second
        Crew crew = underWay.getAndIncrement() == 0 ? alone : others;
        RequestThread rested = crew.resting.pollFirst();
        if (rested == null) {
            new RequestThread(crew, task).thread.start();
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

    /** These threads keep no process alive, so nobody has to wait for them. */
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
     * By reflection, because older Javas run and compile this too (before Java 24 a virtual thread in a lock holds up
     * others: JEP 491).
     */
    private static ThreadFactory virtual() {
        try {
            Class<?> builder = Class.forName("java.lang.Thread$Builder");
            Object named = builder.getMethod("name", String.class, long.class)
                    .invoke(Thread.class.getMethod("ofVirtual").invoke(null), "request-", 1L);
            return (ThreadFactory) builder.getMethod("factory").invoke(named);
        } catch (ReflectiveOperationException tooOld) {
            throw new IllegalStateException("Virtual threads need Java 21, better 25", tooOld);
        }
    }

    /** Threads of one kind. */
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
                        // Nobody takes the processor from a virtual thread: one that gets request after request must
                        // let others go first
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
