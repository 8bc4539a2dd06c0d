package threetier.command.region;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import threetier.command.error.CommandException;
import threetier.command.process.Pause;

/**
 * Moves the writes of a site to its other region. Each step looks first whether its result is there already. So a run
 * that failed or was interrupted is continued by running it again, and a run without need changes nothing.
 */
public final class RegionSwitch {

    /** How long a step may wait for its result. Aurora's own switchover allows about as much. */
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private final Regions regions;
    private final Duration betweenLooks;
    private final Consumer<String> say;
    private final Predicate<List<String>> consent;
    private final StepTimes steps;

    /**
     * @param betweenLooks the polling interval
     * @param say receives a line for each step
     * @param consent whether the user agrees to these consequences
     */
    public RegionSwitch(Regions regions, Duration betweenLooks, Consumer<String> say, Predicate<List<String>> consent) {
        this.regions = regions;
        this.betweenLooks = betweenLooks;
        this.say = say;
        this.consent = consent;
        steps = new StepTimes(say);
    }

    /**
     * Moves the writes without loss. Needs both regions.
     *
     * @throws CommandException if a region cannot be reached, if the replica does not catch up, or if a step fails; the
     *     old region then takes writes again if the exchange of the roles has not begun
     */
    public void planned(String to) {
        String other = other(to);
        if (!regions.writing().equals(to)) {
            refuseUnlessReady(to, other);
            steps.run("all nodes in " + to, () -> regions.raiseNodes(to));
            withoutWrites(to, other);
        } else {
            steps.found(to + " writes");
        }
        finish(to, other);
    }

    /**
     * Moves the writes although the other region may have acknowledged some that are lost then.
     *
     * @return false if the user did not agree
     * @throws CommandException if a step fails
     */
    public boolean allowingLoss(String to) {
        String other = other(to);
        if (!regions.writing().equals(to)) {
            if (!regions.reachable(to)) {
                throw new CommandException(to + " does not answer either. Nothing was changed.");
            }
            if (!consent.test(List.of(
                    atRisk(to, other),
                    "A planned switch loses nothing: run it without --allow-data-loss if both answer."))) {
                return false;
            }
            fenceIfPossible(other);
            failOver(to, other);
            steps.run("all nodes in " + to, () -> regions.raiseNodes(to));
        } else {
            steps.found(to + " writes");
        }
        finish(to, other);
        return true;
    }

    /** A region that is half lost must not prevent the failover. */
    private void fenceIfPossible(String other) {
        String why = "does not answer";
        if (regions.reachable(other)) {
            try {
                steps.run("fence around " + other, () -> regions.fence(other));
                return;
            } catch (CommandException failure) {
                why = "cannot be fenced (" + failure.getMessage() + ")";
            }
        }
        say.accept("  " + other + " " + why + ", so it is fenced later. It may go on acknowledging writes.");
    }

    private void failOver(String to, String other) {
        try {
            steps.run(to + " takes the writes", () -> regions.failOver(to));
        } catch (CommandException failure) {
            throw new CommandException(
                    failure.getMessage() + "\n  Run the same command again to continue. No client gets into " + other
                            + " meanwhile; to let them in again: ./three-tier failover --to " + other,
                    failure);
        }
    }

    /** The region to which a failback moves the writes: the one that does not write now. */
    public String idle() {
        return other(regions.writing());
    }

    private String other(String to) {
        List<String> names = regions.names();
        if (!names.contains(to)) {
            throw new CommandException(
                    "There is no region " + to + "; the regions are " + String.join(" and ", names) + ".");
        }
        return names.get(1 - names.indexOf(to));
    }

    private void refuseUnlessReady(String to, String from) {
        for (String region : List.of(from, to)) {
            if (!regions.reachable(region)) {
                throw new CommandException(
                        region + " does not answer, and a planned switch needs both regions. Nothing was"
                                + " changed.\n  If it is lost: ./three-tier failover --to "
                                + (region.equals(to) ? from : to) + " --allow-data-loss");
            }
        }
        if (!regions.follows(to)) {
            throw new CommandException(to + " does not follow " + from + ", so it cannot take over without loss."
                    + " Nothing was changed. ./three-tier status shows both regions.");
        }
    }

    /** Read-only mode ends here too if a step before the exchange of the roles fails. */
    private void withoutWrites(String to, String from) {
        try {
            if (regions.readOnly(from)) {
                steps.found("read-only mode in " + from);
            } else {
                steps.run("read-only mode in " + from, () -> regions.readOnly(from, true));
            }
            steps.run(to + " has every write of " + from, () -> await(() -> regions.caughtUp(to), () -> behind(to)));
        } catch (CommandException failure) {
            throw new CommandException(failure.getMessage() + "\n  " + writesAgain(from), failure);
        }
        // From here on nobody knows, after a failure, whether the exchange goes on. So writes stay refused
        try {
            steps.run(to + " takes the writes", () -> regions.switchOver(to));
        } catch (CommandException failure) {
            throw new CommandException(
                    failure.getMessage() + "\n  Writes are refused until the same command has run again.", failure);
        }
    }

    private String writesAgain(String from) {
        String again = "Run the same command again to continue";
        try {
            regions.readOnly(from, false);
            return from + " takes writes as before. " + again + ".";
        } catch (CommandException second) {
            return from + " may be in read-only mode. " + again + ", or switch it off: ./three-tier read-only off";
        }
    }

    private void finish(String to, String other) {
        if (regions.readOnly(to)) {
            steps.run("writes in " + to, () -> regions.readOnly(to, false));
        }
        // A drill that was broken off may have left a fence
        if (regions.fenced(to)) {
            steps.run("clients in " + to, () -> regions.unfence(to));
        }
        if (!regions.led(to)) {
            steps.run("traffic to " + to, () -> {
                regions.lead(to);
                await(() -> regions.led(to), () -> "");
            });
        }
        takeBack(other, to);
        say.accept(to + " writes.");
        regions.traffic().forEach(line -> say.accept("  " + line));
        steps.report();
    }

    /** The other region follows again. If it went on alone, what it acknowledged is listed first. */
    private void takeBack(String other, String writing) {
        if (!regions.reachable(other)) {
            say.accept("  " + other + " does not answer. When it does, run the same command again: it fences " + other
                    + ", lists what was lost and makes it follow " + writing + ".");
            return;
        }
        boolean follows = regions.follows(other);
        if (follows && !regions.fenced(other)) {
            regions.lost(other).ifPresent(lost -> lost.words(other).forEach(say));
            return;
        }
        if (!regions.fenced(other)) {
            steps.run("fence around " + other, () -> regions.fence(other));
        }
        Optional<LostWrites> lost = regions.lost(other);
        if (lost.isEmpty() && !follows) {
            say.accept("  It is not known yet what " + other + " acknowledged and " + writing
                    + " lacks. Run the same command again later; " + other + " stays fenced until then.");
            return;
        }
        lost.ifPresent(writes -> writes.words(other).forEach(say));
        steps.run(other + " follows " + writing, () -> regions.rejoin(other));
    }

    private String atRisk(String to, String from) {
        return regions.lag(to)
                .map(lag -> "Writes that " + from + " acknowledged in the last " + seconds(lag)
                        + " s, or since it was cut off, may be lost.")
                .orElse("It is not known how far " + to + " is behind " + from
                        + ". All writes acknowledged since then may be lost.");
    }

    private String behind(String to) {
        return regions.lag(to)
                .map(lag -> to + " is " + seconds(lag) + " s behind")
                .orElse("");
    }

    private static String seconds(Duration duration) {
        return String.format(Locale.ROOT, "%.1f", duration.toMillis() / 1e3);
    }

    private void await(BooleanSupplier condition, Supplier<String> progress) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        String said = "";
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > end) {
                throw new CommandException("This took more than " + PATIENCE.toMinutes() + " minutes.");
            }
            String now = progress.get();
            if (!now.isEmpty() && !now.equals(said)) {
                say.accept("    " + now);
                said = now;
            }
            Pause.of(betweenLooks);
        }
    }
}
