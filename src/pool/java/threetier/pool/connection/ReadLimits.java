package threetier.pool.connection;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * Time limits of reads without timers. For each limited read of a virtual thread, Java starts a timer and stops it
 * again. Both wake a thread: together, a third of all wake-ups in the request of a single client. Here, one thread
 * checks all reads periodically and closes the sockets of those that are late.
 */
final class ReadLimits {

    private static final Logger LOGGER = System.getLogger(ReadLimits.class.getName());
    /**
     * Milliseconds between two checks. A read may end by this much too early, but never too late, because the waiting
     * request has a time limit of its own (docs/operations.md).
     */
    private static final int BETWEEN_LOOKS = 20;

    private static final Set<Read> UNDER_WAY = ConcurrentHashMap.newKeySet();

    static {
        Thread watch = new Thread(ReadLimits::lookAgainAndAgain, "read-limits");
        watch.setDaemon(true);
        watch.start();
    }

    private ReadLimits() {}

    /**
     * Reads from a socket.
     *
     * @param limitMillis 0 for no limit
     * @throws SocketTimeoutException when the read took longer; the socket is closed then
     */
    static int read(Socket socket, int limitMillis, Source source) throws IOException {
        if (limitMillis == 0) {
            return source.read();
        }
        Read read = new Read(socket, System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(limitMillis - BETWEEN_LOOKS));
        UNDER_WAY.add(read);
        int count;
        try {
            count = source.read();
        } catch (IOException failure) {
            throw UNDER_WAY.remove(read) ? failure : late(limitMillis);
        }
        if (!UNDER_WAY.remove(read)) {
            throw late(limitMillis);
        }
        return count;
    }

    private static SocketTimeoutException late(int limitMillis) {
        return new SocketTimeoutException("No data within " + limitMillis + " ms");
    }

    private static void lookAgainAndAgain() {
        try {
            while (true) {
                Thread.sleep(BETWEEN_LOOKS);
                UNDER_WAY.forEach(Read::end);
            }
        } catch (InterruptedException | RuntimeException failure) {
            LOGGER.log(
                    Level.ERROR,
                    "Reads from a silent database may never end: the thread that enforces time limits has failed",
                    failure);
        }
    }

    /** One blocking read of an {@link java.io.InputStream}, with the same result. */
    interface Source {
        int read() throws IOException;
    }

    private record Read(Socket socket, long deadline) {

        private void end() {
            // The thread that removes the read decides whether it was in time
            if (System.nanoTime() - deadline >= 0 && UNDER_WAY.remove(this)) {
                try {
                    socket.close();
                } catch (IOException alreadyGone) {
                    LOGGER.log(Level.DEBUG, "Cannot close a silent socket", alreadyGone);
                }
            }
        }
    }
}
