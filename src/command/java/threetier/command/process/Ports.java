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

    /**
     * The first port to try. It is below the ephemeral port range, so that no outgoing connection takes a port before
     * its use.
     */
    private static final int FIRST = 20_000;

    private static final int LAST = 32_000;
    private static final int LARGEST = 65_535;
    private static final int CONNECT_MILLIS = 1_000;
    /**
     * The default for the lowest port that a program without root rights may use (ip(7)). A system can have another
     * setting.
     */
    private static final int FIRST_UNPRIVILEGED = 1_024;

    private static final Path UNPRIVILEGED = Path.of("/proc/sys/net/ipv4/ip_unprivileged_port_start");
    /** The number to add to a privileged port for its usual alternative: 80 becomes 8080, 443 becomes 8443. */
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
     * @throws CommandException with the reason and a command to try, if the program cannot listen on the port
     */
    public static void require(int port) {
        require(port, "--port");
    }

    /**
     * The same for the port of another option of {@code up}.
     *
     * @param option the option with which a user chooses the port
     */
    public static void require(int port, String option) {
        if (!isFree(port)) {
            throw new CommandException(
                    refusal(port, isAnswered(port), firstOfEverybody()).replace("--port", option));
        }
    }

    /**
     * The reason why a port cannot be used: another program uses the port, or only root is allowed to use it.
     *
     * @param answered whether a program already listens on the port
     * @param firstOfEverybody the lowest port that a program without root rights may use
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

    /** Whether a program listens on this port. */
    public static boolean isAnswered(int port) {
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

    /** The lowest port that the system allows to programs without root rights. */
    static int firstUnprivileged() {
        // A buffered reader reads the whole line in one call. A second call for the rest of the line would get nothing
        try (BufferedReader setting = Files.newBufferedReader(UNPRIVILEGED)) {
            return Integer.parseInt(setting.readLine());
        } catch (IOException notLinux) {
            return FIRST_UNPRIVILEGED;
        }
    }
}
