package threetier.command.deploy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.function.Predicate;
import threetier.command.error.CommandException;
import threetier.command.process.Pause;
import threetier.command.process.Shutdown;

/**
 * The drill on AWS: the balancer of the region that writes lets no client in, as if the region were lost. It watches
 * what clients see under the name of the site, and lets clients in again whatever happens.
 */
public final class RegionLost {

    /** With a look each second, ten minutes. DNS needs about two. */
    private static final int LOOKS = 600;
    /** So many answers in a row mean that the site is back. */
    private static final int STEADY = 10;

    private static final String READS = "reads";

    private final Aws aws;
    private final String stack;
    private final Duration between;
    private final Consumer<String> say;
    private final Predicate<List<String>> consent;
    private final Predicate<String> answers;

    /**
     * @param aws in a region of the stack
     * @param between the time between two reads
     * @param consent whether the user agrees to these consequences
     * @param answers whether a read under this address is answered with success
     */
    public RegionLost(
            Aws aws,
            String stack,
            Duration between,
            Consumer<String> say,
            Predicate<List<String>> consent,
            Predicate<String> answers) {
        this.aws = aws;
        this.stack = stack;
        this.between = between;
        this.say = say;
        this.consent = consent;
        this.answers = answers;
    }

    /**
     * @return whether clients could read again while the region was closed; true too if the user did not agree
     * @throws CommandException if there are no two regions, or if the balancer cannot be changed
     */
    public boolean run() {
        String writing = new GlobalDatabase(aws, stack).writing();
        Stack root = new Stack(aws.in(writing), stack, say);
        String url = root.output("Url") + "/timestamps?limit=1";
        Entrance entrance = new Entrance(aws.in(writing), root.output("Entrance"));
        if (entrance.isClosed()) {
            throw new CommandException("No client gets into " + writing
                    + " already. An earlier drill or a failover closed it. To open it: ./three-tier failover --to "
                    + writing + " --stack " + stack);
        }
        if (root.parameter("HostedZoneId").isEmpty()) {
            throw new CommandException(
                    "DNS is not in these stacks, so nothing would lead clients to the other region.");
        }
        if (!answers.test(url)) {
            throw new CommandException(url + " does not answer before the drill. Nothing was changed.");
        }
        if (!consent.test(List.of("For some minutes, no client of " + root.output("Url") + " gets into " + writing
                + ": reads fail until DNS leads to the other region, writes fail until the end."))) {
            return true;
        }
        // Also after Ctrl-C
        Thread opens = Shutdown.then(entrance::open);
        try {
            entrance.close();
            say.accept(writing + " lets no client in");
            boolean back = watch(url, READS);
            entrance.open();
            say.accept(writing + " lets clients in again");
            return watch(url, "reads after it") && back;
        } finally {
            if (!Shutdown.begun()) {
                entrance.open();
                Runtime.getRuntime().removeShutdownHook(opens);
            }
        }
    }

    /** Reads until the site answers steadily after a gap, and reports the longest gap. */
    private boolean watch(String url, String what) {
        long begin = System.nanoTime();
        long last = begin;
        double gap = 0;
        int steady = 0;
        boolean failed = false;
        boolean seen = !what.equals(READS);
        for (int look = 1; look <= LOOKS; look++) {
            boolean answered = answers.test(url);
            long now = System.nanoTime();
            gap = Math.max(gap, (now - last) / 1e9);
            if (answered) {
                last = now;
                steady++;
            } else {
                steady = 0;
            }
            if (answered == failed) {
                say.accept(String.format(
                        Locale.ROOT,
                        "  %6.1f s: %s %s",
                        (now - begin) / 1e9,
                        what,
                        answered ? "answer again" : "fail"));
                failed = !answered;
                seen = true;
            }
            if (steady >= STEADY && (seen || look >= LOOKS / 2)) {
                say.accept(String.format(Locale.ROOT, "  longest gap in %s: %.1f s", what, gap));
                return true;
            }
            Pause.of(between);
        }
        say.accept("  " + what + " did not come back within ten minutes");
        return false;
    }
}
