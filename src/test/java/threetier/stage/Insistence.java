package threetier.stage;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import threetier.command.process.Pause;

/** Clients that request a path again and again, whatever the answer is and also without one. */
public final class Insistence implements AutoCloseable {

    private final Site site;
    private final List<Thread> clients = new ArrayList<>();
    private volatile boolean stopped;

    public Insistence(Site site) {
        this.site = site;
    }

    /** Starts a client. */
    public void ask(String path) {
        Thread client = new Thread(() -> run(path), "insistent " + path);
        clients.add(client);
        client.start();
    }

    @Override
    public void close() {
        stopped = true;
        for (Thread client : clients) {
            try {
                client.join();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void run(String path) {
        while (!stopped) {
            try {
                site.get(path);
            } catch (IOException notYet) {
                // The node does not listen yet
                Pause.millis(20);
            }
        }
    }
}
