package threetier.command.drill;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import threetier.command.drill.Exchange.Kind;

/**
 * Many independent clients, each with a fixed sending schedule. If an answer comes after the next scheduled time, the
 * client sends its next request immediately. It does not make up for the requests that it missed.
 */
final class Load implements AutoCloseable {

    private static final int STEADY_CLIENTS = 60;
    private static final int STEADY_RATE = 100;

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
     * @param perSecond the number of requests per second of all clients together
     * @param request what a client does at each scheduled time
     */
    Load(String url, int clients, int perSecond, Function<Client, Exchange> request) {
        long interval = 1_000_000_000L * clients / perSecond;
        for (int i = 0; i < clients; i++) {
            long first = start + interval * i / clients;
            // Clients start with different kinds, so that the mix is even
            Kind begin = Kind.values()[i % Kind.values().length];
            Thread thread = new Thread(() -> run(new Client(url, begin), first, interval, request), "client-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** The standard load of a drill: writes, reads of own writes and other reads in equal parts. */
    static Load steady(String url) {
        return new Load(url, STEADY_CLIENTS, STEADY_RATE, Client::exchange);
    }

    /** The number of correctly answered requests so far. */
    long good() {
        return good.sum();
    }

    /** The number of acknowledged writes so far. */
    long acknowledged() {
        return acknowledged.sum();
    }

    /** The number of unanswered, refused and wrongly answered requests so far. */
    long bad() {
        return bad.sum();
    }

    /** All requests so far. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The share of this machine's processors that the clients used, from 0 to 1. It is valid after {@link #close}. */
    double cpuShare() {
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
                due = Math.max(due + interval, System.nanoTime());
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
        cpuNanos.add(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime());
    }
}
