package threetier.command.rehearse;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import threetier.command.error.CommandException;
import threetier.command.rehearse.group.PlayedGroup;

/**
 * The machine of a node fails: all of its processes end at once, and nothing that is sent to it is answered.
 *
 * @param tier {@code app} or {@code web}
 */
public record NodeKilled(String tier) implements Incident {

    /** Of real time, for the boot of a node on a slow machine. */
    private static final Duration LIMIT = Duration.ofMinutes(12);

    @Override
    public String name() {
        return "kill " + tier;
    }

    @Override
    public Course happen(RehearsedSite site) {
        String id = tier.substring(0, 1).toUpperCase(Locale.ROOT) + tier.substring(1) + "/Nodes";
        PlayedGroup group = site.group(id);
        RunningNode victim = site.groups().nodes(id).stream()
                .findFirst()
                .orElseThrow(() -> new CommandException(id + " has no node to kill."));
        site.happened(id, victim.node().host().name() + " killed");
        long begin = System.nanoTime();
        victim.kill();
        site.await(
                LIMIT,
                "The balancer still finds the killed node healthy",
                () -> !site.site().balancers().state(victim.node()).equals("healthy"));
        long noticed = System.nanoTime();
        site.await(
                LIMIT,
                "The group has not replaced the killed node",
                () -> site.groups().nodes(id).stream().noneMatch(node -> node == victim) && site.isFull(group));
        long full = System.nanoTime();
        site.happened(id, "full again");
        return new Course(
                begin,
                full,
                true,
                List.of("noticed after", seconds(noticed - begin), "full again after", seconds(full - begin)),
                List.of());
    }

    /** A span in words. */
    static String seconds(long nanos) {
        return String.format(Locale.ROOT, "%.1f s", nanos / 1e9);
    }
}
