package threetier.command.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Supplier;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.process.Node;
import threetier.command.process.Pause;

/**
 * Measures how soon an app node answers after its start and how it performs in its first seconds. These figures matter
 * because autoscaling starts nodes under load and immediately gives them their full share of it.
 */
public final class NewNodes {

    /** The name that selects this measurement, as the name of a cell selects a cell. */
    public static final String NAME = "start";

    /** The durations of the loads in seconds; each load uses a newly started node. */
    static final List<Integer> SECONDS = List.of(10, 30);

    private static final int CONNECTIONS = 64;
    private static final String PATH = "/read";
    private static final Duration STOP_LIMIT = Duration.ofSeconds(30);
    private static final Duration ANSWER_LIMIT = Duration.ofSeconds(60);
    private static final int PAUSE_MILLIS = 20;

    private final List<NewNode> measured = new ArrayList<>();
    private final List<String> faults = new ArrayList<>();
    private final Consumer<String> progress;

    NewNodes(Consumer<String> progress) {
        this.progress = progress;
    }

    /** All measurements so far. */
    List<NewNode> measured() {
        return measured;
    }

    /** Descriptions of all wrong answers. */
    List<String> faults() {
        return faults;
    }

    /**
     * Restarts the app node, and puts the node under load as soon as it answers.
     *
     * @return the candidate with its new node
     */
    Candidate measure(Candidate candidate, Supplier<Node> start, int seconds) {
        candidate.appNode().stop(STOP_LIMIT);
        long begin = System.nanoTime();
        Node node = start.get();
        while (!HttpConnection.ok(candidate.url() + PATH)) {
            if (System.nanoTime() - begin > ANSWER_LIMIT.toNanos()) {
                throw new CommandException(
                        candidate.name() + " gave no answer within " + ANSWER_LIMIT.toSeconds() + " s of its start.");
            }
            Pause.millis(PAUSE_MILLIS);
        }
        double firstAnswer = (System.nanoTime() - begin) / 1e9;
        Run run = Wrk.load(candidate.url() + PATH, CONNECTIONS, seconds);
        measured.add(new NewNode(candidate.name(), firstAnswer, seconds, run));
        if (run.errors() > 0) {
            faults.add(NAME + ", " + candidate.name() + ": " + run.errors() + " answers of a new node were errors");
        }
        progress.accept(String.format(
                Locale.ROOT,
                "  %-18s %-20s first answer after %.1f s, then %,d in %d s",
                NAME,
                candidate.name(),
                firstAnswer,
                run.good(),
                seconds));
        return new Candidate(candidate.name(), candidate.url(), candidate.does(), node, candidate.webNode());
    }
}
