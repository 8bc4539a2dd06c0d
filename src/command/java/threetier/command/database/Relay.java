package threetier.command.database;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import threetier.command.process.LoopbackServer;
import threetier.command.process.Ports;

/**
 * A TCP proxy on the loopback address in front of a database. The relay can simulate network failures. The address of
 * the relay stays the same when another server takes over, like the endpoint of a managed database.
 */
public final class Relay implements AutoCloseable {

    private static final int CHUNK = 16_384;
    private static final Semaphore UNLIMITED = new Semaphore(Integer.MAX_VALUE);

    private final LoopbackServer server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private volatile int target;
    private volatile Duration delay = Duration.ZERO;
    private volatile Duration latency = Duration.ZERO;
    private volatile Semaphore places = UNLIMITED;
    private volatile boolean refusing;
    private boolean swallowing;

    private Relay(int port, int target) {
        this.target = target;
        server = LoopbackServer.start(port, "relay", this::serve);
    }

    /** Starts a relay to this port of the loopback address, on a free port. */
    public static Relay to(int target) {
        return on(Ports.free(), target);
    }

    /** Starts a relay to a port of the loopback address, on this port. */
    static Relay on(int port, int target) {
        return new Relay(port, target);
    }

    /** The port for clients. */
    public int port() {
        return server.port();
    }

    /** Directs new connections to another server. Existing connections stay, as after a DNS change. */
    public void lead(int port) {
        target = port;
    }

    /** Delays each chunk that a client sends; a query is one chunk. */
    public void delay(Duration each) {
        delay = each;
    }

    /** Delivers what a server sends so much later, without a limit of its rate. */
    public void latency(Duration each) {
        latency = each;
    }

    /** Simulates a slow database: at most {@code atOnce} queries in parallel, each with this delay. */
    public void slow(Duration each, int atOnce) {
        places = new Semaphore(atOnce, true);
        delay(each);
    }

    /** Resets all connections; new connections work. */
    public void cut() {
        sockets.forEach(Relay::reset);
    }

    /** Resets all connections, and refuses new connections. */
    public void refuse() {
        refusing = true;
        cut();
    }

    /** Forwards nothing in either direction and closes nothing, like a network that drops every packet. */
    public synchronized void swallow() {
        swallowing = true;
    }

    /** Ends delays, refusal and packet loss. Data that was held back arrives now, as with TCP retransmission. */
    public synchronized void heal() {
        delay = Duration.ZERO;
        latency = Duration.ZERO;
        places = UNLIMITED;
        refusing = false;
        swallowing = false;
        notifyAll();
    }

    @Override
    public void close() {
        server.close();
        heal();
        cut();
    }

    private void serve(Socket client) {
        try (client;
                Socket database = new Socket()) {
            sockets.add(client);
            awaitSound();
            if (refusing) {
                reset(client);
                return;
            }
            database.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), target));
            sockets.add(database);
            client.setTcpNoDelay(true);
            database.setTcpNoDelay(true);
            Thread answers = server.background(() -> deliver(database, client));
            pass(client, database);
            answers.join();
            sockets.remove(database);
        } catch (IOException serverAway) {
            reset(client);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } finally {
            sockets.remove(client);
        }
    }

    /** Copies until one side closes its connection, then closes the connection of the other side. */
    private void pass(Socket from, Socket to) {
        byte[] chunk = new byte[CHUNK];
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            for (int read = in.read(chunk); read >= 0; read = in.read(chunk)) {
                delay();
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

    /** Like {@link #pass}, but with the latency. One thread reads while another waits for the time to write. */
    private void deliver(Socket from, Socket to) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            DelayLine line = new DelayLine(in, CHUNK);
            server.background(() -> line.read(() -> latency));
            for (byte[] chunk = line.next(); chunk.length > 0; chunk = line.next()) {
                awaitSound();
                out.write(chunk);
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
            // Linger 0 makes close() send a RST
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException closedBefore) {
            // The socket is already closed
        }
    }
}
