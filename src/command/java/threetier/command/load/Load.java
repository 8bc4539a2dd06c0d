package threetier.command.load;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import threetier.command.load.Exchange.Kind;

/** Many clients, each with a connection of its own, that send requests to a site until the load is closed. */
public final class Load implements AutoCloseable {

    private static final int STEADY_CLIENTS = 60;
    /** One app node can serve this, while another one starts on the same two busy processors. */
    private static final int STEADY_RATE = 50;
    /** The pause after a request that was refused or not answered. */
    private static final long PAUSE = 1_000_000_000L;

    private final ConcurrentLinkedQueue<Exchange> exchanges = new ConcurrentLinkedQueue<>();
    private final LongAdder good = new LongAdder();
    private final LongAdder acknowledged = new LongAdder();
    private final LongAdder bad = new LongAdder();
    private final LongAdder cpuNanos = new LongAdder();
    private final List<Thread> threads = new ArrayList<>();
    private final long start = System.nanoTime();
    private volatile boolean stopped;
    private long end;

    /**
     * Starts the clients.
     *
     * @param interval nanoseconds from one request of a client to its next; 0 to send it after the answer
     * @param request the action of a client at each scheduled time
     */
    private Load(String url, int clients, long interval, Function<Client, Exchange> request) {
        for (int i = 0; i < clients; i++) {
            long first = start + interval * i / clients;
            // Clients start with different kinds, so that the mix is even
            Kind begin = Kind.values()[i % Kind.values().length];
            Thread thread = new Thread(() -> run(new Client(url, begin), first, interval, request), "client-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /**
     * Clients with a fixed sending schedule, each independent of the others. A client whose answer came late sends its
     * next request immediately and does not make up for missed ones.
     *
     * @param perSecond requests of all clients together
     */
    public static Load scheduled(String url, int clients, int perSecond, Function<Client, Exchange> request) {
        return new Load(url, clients, 1_000_000_000L * clients / perSecond, request);
    }

    /**
     * Clients that send their next request as soon as they have an answer. A client that is refused with
     * {@code Retry-After}, or gets no answer, first waits for a second.
     */
    public static Load unscheduled(String url, int clients, Function<Client, Exchange> request) {
        return new Load(url, clients, 0, request);
    }

    /** The standard load of a drill: writes, reads of own writes and other reads in equal parts. */
    public static Load steady(String url) {
        return scheduled(url, STEADY_CLIENTS, STEADY_RATE, Client::exchange);
    }

    /** Correctly answered requests so far. */
    public long good() {
        return good.sum();
    }

    /** Writes acknowledged so far. */
    public long acknowledged() {
        return acknowledged.sum();
    }

    /** Unanswered, refused and wrongly answered requests so far. */
    public long bad() {
        return bad.sum();
    }

    /** All requests so far. */
    public List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The clients' own share of this machine's processors, from 0 to 1. Valid after {@link #close}. */
    public double cpuShare() {
        return (double) cpuNanos.sum() / (end - start) / Runtime.getRuntime().availableProcessors();
    }

    /** Stops sending and waits for the last answers. */
    @Override
    public void close() {
        stopped = true;
        try {
            for (Thread thread : threads) {
                thread.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        end = System.nanoTime();
    }

    private void run(Client client, long first, long interval, Function<Client, Exchange> request) {
        try (client) {
            long due = first;
            while (!stopped) {
                long now = System.nanoTime();
                if (now < due) {
                    // The sleep is short, so that the client soon notices a stop
                    Thread.sleep(Math.min(200, Math.max(1, (due - now) / 1_000_000)));
                    continue;
                }
                Exchange exchange = request.apply(client);
                exchanges.add(exchange);
                (exchange.good() ? good : bad).increment();
                acknowledged.add(exchange.acknowledgedWrite() ? 1 : 0);
                long pause = interval == 0 && (exchange.refused() || exchange.status() == 0) ? PAUSE : 0;
                due = Math.max(due + interval, System.nanoTime() + pause);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        cpuNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
