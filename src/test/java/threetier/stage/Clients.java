package threetier.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that ask again and again beside what a test does. */
public final class Clients {

    /** What a client or a test does. */
    public interface Work {
        void run() throws Exception;
    }

    private Clients() {}

    /**
     * Returns when {@code meanwhile} is done and every client has its last answer.
     *
     * @param request what each of them asks, and asserts
     * @throws Exception what one of them failed with
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
