package threetier.stage;

import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that send requests at the same time. They send each request once, or continuously while a test runs. */
public final class Clients {

    /** The work of a client or a test. */
    public interface Work {
        void run() throws Exception;
    }

    /**
     * The maximum number of connections. If clients had more connections than httpd has threads, httpd would close idle
     * ones, perhaps when a request arrives.
     */
    private static final int MOST = 128;

    private Clients() {}

    /**
     * Sends all of these requests at the same time.
     *
     * @return their answers, in the order of the requests
     * @throws Exception the failure of a request
     */
    public static <T> List<T> together(Collection<? extends Callable<T>> requests) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(requests.size(), MOST));
        try {
            List<T> answers = new ArrayList<>();
            for (Future<T> answer : threads.invokeAll(requests)) {
                answers.add(answer.get());
            }
            return answers;
        } finally {
            threads.shutdownNow();
        }
    }

    /**
     * Sends a change, and again while another one is in its way. A change waits a second for the commit of another one,
     * which can take longer on a slow disk.
     *
     * @return the last answer, after a minute at the latest
     * @throws Exception the failure of a request
     */
    public static HttpResponse<String> change(Callable<HttpResponse<String>> request) throws Exception {
        long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        HttpResponse<String> answer;
        do {
            answer = request.call();
        } while (answer.statusCode() == 503
                && answer.body().contains("Another change is in the way")
                && System.nanoTime() < end);
        return answer;
    }

    /**
     * Runs clients while {@code meanwhile} runs. Returns after the end of {@code meanwhile}, when every client has its
     * last answer.
     *
     * @param request sent and asserted by each client
     * @throws Exception the failure of a client
     */
    public static void ask(int clients, Work request, Work meanwhile) throws Exception {
        AtomicBoolean done = new AtomicBoolean();
        ExecutorService threads = Executors.newFixedThreadPool(clients);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            all.add(threads.submit(() -> {
                while (!done.get()) {
                    request.run();
                }
                return null;
            }));
        }
        try {
            meanwhile.run();
        } finally {
            done.set(true);
            threads.shutdown();
        }
        for (Future<?> client : all) {
            client.get();
        }
    }
}
