package threetier.command.drill;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Function;
import threetier.command.drill.Exchange.Kind;

/**
 * Many clients, each of which sends at fixed moments whether or not others wait for an answer. A client that waited too
 * long itself sends its next request at once, but does not make up for those it missed.
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
     * Starts to send.
     *
     * @param perSecond requests of all clients together
     * @param request what a client does when its moment has come
     */
    Load(String url, int clients, int perSecond, Function<Client, Exchange> request) {
        long interval = 1_000_000_000L * clients / perSecond;
        for (int i = 0; i < clients; i++) {
            long first = start + interval * i / clients;
            // Not all of them want the same at the same time
            Kind begin = Kind.values()[i % Kind.values().length];
            Thread thread = new Thread(() -> run(new Client(url, begin), first, interval, request), "client-" + i);
            threads.add(thread);
            thread.start();
        }
    }

    /** The usual load of a drill: saves, reads of what was saved, and other reads in equal parts. */
    static Load steady(String url) {
        return new Load(url, STEADY_CLIENTS, STEADY_RATE, Client::exchange);
    }

    /** Requests answered as they should be, so far. */
    long good() {
        return good.sum();
    }

    /** Writes acknowledged so far. */
    long acknowledged() {
        return acknowledged.sum();
    }

    /** Requests not answered, refused or wrongly answered, so far. */
    long bad() {
        return bad.sum();
    }

    /** Everything so far. */
    List<Exchange> exchanges() {
        return List.copyOf(exchanges);
    }

    /** The part of this machine's processors that the clients needed themselves, from 0 to 1; known after the end. */
    double cpuShare() {
        return (double) cpuNanos.sum() / (end - start) / Runtime.getRuntime().availableProcessors();
    }

    /** Sends nothing more and waits for the last answers. */
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
                    // Short enough to see the end soon
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
