package threetier.command.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.function.Consumer;

/** Accepts connections on a port of the loopback address, and serves each in a thread of its own. */
public final class LoopbackServer implements AutoCloseable {

    private static final int BACKLOG = 256;

    private final ServerSocket listener;
    private final String name;

    private LoopbackServer(ServerSocket listener, String name) {
        this.listener = listener;
        this.name = name;
    }

    /** Starts the server on a free port. */
    public static LoopbackServer start(String name, Consumer<Socket> serve) {
        return start(Ports.free(), name, serve);
    }

    /**
     * Starts the server.
     *
     * @param name of its threads
     * @param serve serves one connection, and closes it
     */
    public static LoopbackServer start(int port, String name, Consumer<Socket> serve) {
        try {
            LoopbackServer server =
                    new LoopbackServer(new ServerSocket(port, BACKLOG, InetAddress.getLoopbackAddress()), name);
            server.background(() -> server.accept(serve));
            return server;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The port for clients. */
    public int port() {
        return listener.getLocalPort();
    }

    /** Runs work in a thread that does not keep this process alive. */
    public Thread background(Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    /** Accepts no further connections. Connections that exist stay. */
    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept(Consumer<Socket> serve) {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                background(() -> serve.accept(client));
            } catch (IOException closedOrGoneAgain) {
                // The client has gone, or close() was called. The loop condition distinguishes the two cases
            }
        }
    }
}
