package threetier.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.FIVE_MINUTES;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import threetier.command.process.Pause;

/** Clients that send requests one after the other until they are stopped, and record the answers. */
public final class SteadyLoad implements AutoCloseable {

    private static final int CLIENTS = 8;
    /** The pause between two requests of a client. The load must be steady but must not saturate the machine. */
    private static final int PAUSE_MILLIS = 20;

    private final List<Thread> clients = new ArrayList<>();
    private final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final ConcurrentHashMap<String, AtomicInteger> answersByNode = new ConcurrentHashMap<>();
    private final AtomicInteger failures = new AtomicInteger();
    private volatile boolean stopped;

    /** Starts sending {@code method path} to the site. A status below 300 counts as acknowledged. */
    public SteadyLoad(Site site, String method, String path) {
        for (int i = 0; i < CLIENTS; i++) {
            Thread client = new Thread(() -> run(site, method, path), "client-" + i);
            clients.add(client);
            client.start();
        }
    }

    /** Bodies of all acknowledged requests so far. */
    public List<String> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Rejected or unanswered requests so far. */
    public int failures() {
        return failures.get();
    }

    /** Answers so far by node, like {@code web=web-1} or {@code app=app-2}. */
    public Map<String, Integer> answersByNode() {
        Map<String, Integer> answers = new TreeMap<>();
        answersByNode.forEach((node, number) -> answers.put(node, number.get()));
        return answers;
    }

    /** Waits until this number of further requests is acknowledged. */
    public void awaitAcknowledged(int more) {
        int goal = acknowledged.size() + more;
        await(more + " more requests are acknowledged")
                .atMost(FIVE_MINUTES)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> acknowledged.size() >= goal);
    }

    /** Stops all clients. Their last answers still count. */
    public void stop() {
        stopped = true;
        try {
            for (Thread client : clients) {
                client.join();
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        stop();
    }

    private void run(Site site, String method, String path) {
        while (!stopped) {
            try {
                HttpResponse<String> response = site.send(method, path);
                if (response.statusCode() < 300) {
                    acknowledged.add(response.body());
                    for (String node : Site.header(response, "X-Served-By").split(", ")) {
                        answersByNode
                                .computeIfAbsent(node, key -> new AtomicInteger())
                                .incrementAndGet();
                    }
                } else {
                    failures.incrementAndGet();
                }
            } catch (IOException noAnswer) {
                failures.incrementAndGet();
            }
            Pause.millis(PAUSE_MILLIS);
        }
    }
}
