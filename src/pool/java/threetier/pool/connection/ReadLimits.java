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
 * Time limits of reads without timers. For each limited read of a virtual thread Java starts a timer and stops it
 * again, and either wakes a thread: a third of all that are woken for a lone client's request. Here a thread looks
 * again and again, and closes what is too late.
 */
final class ReadLimits {

    private static final Logger LOGGER = System.getLogger(ReadLimits.class.getName());
    /**
     * In milliseconds. By as much a limit may fall short: it is never exceeded, as who waits has others to answer
     * (docs/operations.md).
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
     * @param limitMillis 0: for ever
     * @throws SocketTimeoutException when it took longer; the socket is closed then
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
        return new SocketTimeoutException("Nothing came within " + limitMillis + " ms");
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
                    "A database that is silent may be waited for without end: nobody looks at time limits",
                    failure);
        }
    }

    /** What there is to read, as many bytes as {@link java.io.InputStream#read()} says. */
    interface Source {
        int read() throws IOException;
    }

    private record Read(Socket socket, long deadline) {

        private void end() {
            // Who takes it out decides whether it was in time
            if (System.nanoTime() - deadline >= 0 && UNDER_WAY.remove(this)) {
                try {
                    socket.close();
                } catch (IOException alreadyGone) {
                    LOGGER.log(Level.DEBUG, "While closing a socket that was silent", alreadyGone);
                }
            }
        }
    }
}
