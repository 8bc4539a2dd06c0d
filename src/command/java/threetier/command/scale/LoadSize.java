package threetier.command.scale;

import java.io.IOException;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.NoAnswer;
import threetier.command.http.Reply;
import threetier.command.json.Json;
import threetier.command.load.Client;

/**
 * A request of {@code /load}: the number, and how long a processor of the site needs for it.
 *
 * @param number a prime number, so that its test takes longest
 * @param seconds CPU time of its test
 */
record LoadSize(long number, double seconds) {

    private static final long SMALL = 100_000_000_000_031L;
    /** For fast processors: the trial division of its test takes ten times as long. */
    private static final long LARGE = 10_000_000_000_000_061L;

    private static final int TRIES = 10;
    /** A shorter test is mostly the cost of the request. */
    private static final double SHORTEST = 0.02;

    /**
     * Asks the site how fast it is. A site that has just started is slower than later.
     *
     * @throws CommandException if it does not answer {@code /load}
     */
    static LoadSize of(String url) {
        try (HttpConnection site = new HttpConnection(url, Client.PATIENCE)) {
            double small = seconds(site, SMALL, url);
            return small < SHORTEST ? new LoadSize(LARGE, seconds(site, LARGE, url)) : new LoadSize(SMALL, small);
        } catch (IOException failure) {
            throw new CommandException("No load can be sent to " + url + ": " + NoAnswer.inWords(failure), failure);
        }
    }

    /** The shortest time of several tests, because other work only lengthens a test. */
    private static double seconds(HttpConnection site, long number, String url) throws IOException {
        double least = Double.MAX_VALUE;
        for (int i = 0; i < TRIES; i++) {
            Reply reply = site.send("GET", path(number), "");
            if (reply.status() == 200) {
                least = Math.min(
                        least, Double.parseDouble(Json.parse(reply.body()).text("processingTime")));
            } else if (reply.status() == 404) {
                throw new CommandException(
                        "The site does not answer /load. Deploy it with --param AppSettings=LOAD_ENABLED=true.");
            }
        }
        if (least == Double.MAX_VALUE) {
            throw new CommandException(url + " refuses /load, so its speed is unknown. Is other load on it?");
        }
        return least;
    }

    String path() {
        return path(number);
    }

    private static String path(long number) {
        return "/load?number=" + number;
    }
}
