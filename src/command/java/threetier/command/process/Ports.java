package threetier.command.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import threetier.command.error.CommandException;

/** TCP ports on the loopback address. */
public final class Ports {

    /** Below the ephemeral port range, so that no outgoing connection takes a port before its use. */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int LARGEST = 65_535;
    private static final int CONNECT_MILLIS = 1_000;
    /** The lowest port that needs no root (ip(7)), unless the system has another setting. */
    private static final int FIRST_UNPRIVILEGED = 1_024;

    private static final Path UNPRIVILEGED = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    /** 80 becomes 8080, 443 becomes 8443. */
    private static final int UNPRIVILEGED_TWIN = 8_000;

    private static final Set<Integer> GIVEN = new HashSet<>();

    private Ports() {}

    /** A free port that this process has not returned before. */
    public static synchronized int free() {
        for (int attempt = 0; attempt < 1_000; attempt++) {
            int port = ThreadLocalRandom.current().nextInt(FIRST, LAST);
            if (isFree(port) && GIVEN.add(port)) {
                return port;
            }
        }
        throw new CommandException("No free TCP port found between " + FIRST + " and " + LAST + ".");
    }

    public static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket()) {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException takenOrForbidden) {
            return false;
        }
    }

    /**
     * Checks that a program of this user can listen on a chosen port.
     *
     * @throws CommandException with the reason and a command to try, if it cannot
     */
    public static void require(int port) {
        if (!isFree(port)) {
            throw new CommandException(refusal(port, isAnswered(port), firstOfEverybody()));
        }
    }

    /**
     * The reason why a port cannot be used: another program uses it, or only root may.
     *
     * @param answered whether a program listens there
     * @param firstOfEverybody the lowest port that needs no root
     */
    static String refusal(int port, boolean answered, int firstOfEverybody) {
        boolean forRoot = port < firstOfEverybody;
        int other = forRoot ? UNPRIVILEGED_TWIN + port : port < LARGEST ? port + 1 : port - 1;
        return "Port " + port
                + (forRoot && !answered
                        ? " needs root: other users may use ports from " + firstOfEverybody + " on"
                        : " is taken by another program")
                + ". Choose another one: ./three-tier up --port " + other;
    }

    private static boolean isAnswered(int port) {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
            return true;
        } catch (IOException refused) {
            return false;
        }
    }

    /** The lowest port that this user may use; 0 for root. */
    private static int firstOfEverybody() {
        return Account.isRoot() ? 0 : firstUnprivileged();
    }

    /** As the system says. */
    static int firstUnprivileged() {
        // By a reader: it asks for the whole line in one call, and the system gives the rest of it to no second call
        try (BufferedReader setting = Files.newBufferedReader(UNPRIVILEGED)) {
            return Integer.parseInt(setting.readLine());
        } catch (IOException notLinux) {
            return FIRST_UNPRIVILEGED;
        }
    }
}
