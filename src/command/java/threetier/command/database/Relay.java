package threetier.command.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import threetier.command.process.Ports;

/**
 * Passes connections of the loopback address on to a database, and can fail as a network does. To a client its address
 * is what a managed database's endpoint is: it stays the same when another server takes over.
 */
public final class Relay implements AutoCloseable {

    private static final int BACKLOG = 256;
    private static final int CHUNK = 16_384;
    private static final Semaphore UNLIMITED = new Semaphore(Integer.MAX_VALUE);

    private final ServerSocket listener;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;
    private volatile Semaphore places = UNLIMITED;
    private volatile boolean refusing;
    private boolean swallowing;

    private Relay(ServerSocket listener, int target) {
        this.listener = listener;
        this.target = target;
    }

    /** A relay to this port of the loopback address, on a free port of its own. */
    public static Relay to(int target) {
        try {
            Relay relay = new Relay(new ServerSocket(Ports.free(), BACKLOG, InetAddress.getLoopbackAddress()), target);
            background(relay::accept);
            return relay;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Where clients connect. */
    public int port() {
        return listener.getLocalPort();
    }

    /**
     * New connections lead to another server; those that exist stay where they are, as after a change of a name's
     * address.
     */
    public void lead(int port) {
        target = port;
    }

    /** Everything a client sends waits this long, piece by piece; a query of a database's client is one piece. */
    public void delay(Duration each) {
        delay = each;
    }

    /** The database works on so many queries at the same time, and on each for so long. */
    public void slow(Duration each, int atOnce) {
        places = new Semaphore(atOnce, true);
        delay(each);
    }

    /** Breaks all connections; new ones work. */
    public void cut() {
        sockets.forEach(Relay::reset);
    }

    /** Breaks all connections and refuses new ones. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Passes nothing on in either direction and breaks nothing off: what a network does that loses every packet. */
    public synchronized void swallow() {
        swallowing = true;
    }

    /**
     * Ends delay, refusal and silence. What was under way in the silence arrives now, as packets do that are sent
     * again.
     */
    public synchronized void heal() {
        delay = Duration.ZERO;
        places = UNLIMITED;
        refusing = false;
        swallowing = false;
        notifyAll();
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        heal();
        cut();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                background(() -> serve(client));
            } catch (IOException closedOrGoneAgain) {
                // the loop's condition tells the two apart
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket server = new Socket()) {
            sockets.add(client);
            awaitSound();
            if (refusing) {
                reset(client);
                return;
            }
            server.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            sockets.add(server);
            client.setTcpNoDelay(true);
            server.setTcpNoDelay(true);
            Thread answers = background(() -> pass(server, client, false));
            pass(client, server, true);
            answers.join();
            sockets.remove(server);
        } catch (IOException serverAway) {
            reset(client);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    /** Until one side ends, which ends the other. */
    private void pass(Socket from, Socket to, boolean delayed) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                if (delayed) {
                    delay();
                }
                awaitSound();
                out.write(chunk, 0, read);
            }
            awaitSound();
        } catch (IOException broken) {
            reset(from);
            reset(to);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void delay() throws InterruptedException {
        Duration each = delay;
        Semaphore place = places;
        if (!each.isZero()) {
            place.acquire();
            try {
                Thread.sleep(each.toMillis());
            } finally {
                place.release();
            }
        }
    }

    private synchronized void awaitSound() throws InterruptedException {
        while (swallowing) {
            wait();
        }
    }

    private static void reset(Socket socket) {
        try {
            // Closed like this, the other side is told at once that the connection is broken
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedBefore) {
            // which is what is wanted
        }
    }

    private static Thread background(Runnable work) {
        Thread thread = new Thread(work, "relay");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
