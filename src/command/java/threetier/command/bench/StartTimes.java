package threetier.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.process.Node;
import threetier.command.process.Pause;

/** How long an app node takes from its start to its first answer through the web tier, in seconds. */
public final class StartTimes {

    /** The name by which they are chosen, like a cell. */
    public static final String NAME = "start";

    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 20;

    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();
    private final Consumer<String> progress;

    StartTimes(Consumer<String> progress) {
        this.progress = progress;
    }

    /** What was measured of each target, round by round. */
    Map<String, List<Double>> seconds() {
        return seconds;
    }

    /**
     * Stops the app node and starts it again.
     *
     * @return the same with the node that runs now
     */
    Candidate measure(Candidate candidate, Supplier<Node> start) {
        candidate.appNode().stop(STOP_LIMIT);
        long begin = System.nanoTime();
        Node node = start.get();
        while (!HttpConnection.ok(candidate.url() + "/read")) {
            if (System.nanoTime() - begin > ANSWER_LIMIT.toNanos()) {
                throw new CommandException(
                        candidate.name() + " gave no answer within " + ANSWER_LIMIT.toSeconds() + " s of its start.");
            }
            Pause.millis(PAUSE_MILLIS);
        }
        double took = (System.nanoTime() - begin) / 1e9;
        seconds.computeIfAbsent(candidate.name(), name -> new ArrayList<>()).add(took);
        progress.accept(String.format("  %-18s %-20s first answer after %.1f s", NAME, candidate.name(), took));
        return new Candidate(candidate.name(), candidate.url(), candidate.does(), node, candidate.webNode());
    }
}
