package threetier.stage;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;

/** Clients that send requests continuously while a test runs. */
public final class Clients {

    /** The work of a client or a test. */
    public interface Work {
        void run() throws Exception;
    }

    private Clients() {}

    /**
     * Runs clients during {@code meanwhile}. Returns when it is done and every client has its last answer.
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
