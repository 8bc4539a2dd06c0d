package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.function.Predicate;

/** The scaling of a group: its CPU, and what the policies make of it. */
final class GroupScaling {

    private final GroupSettings settings;
    private final CpuUse cpu = new CpuUse();
    private Moment scaled;
    private boolean scaling;
    private int valuesBeforeChange;
    private int servingBefore;

    GroupScaling(GroupSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes the readings of a moment.
     *
     * @param warm whether the use of an instance counts
     * @param serving the number of instances in service
     * @param busy whether an instance starts or ends
     * @return whether a minute with a value has ended, so that the policies are asked
     */
    boolean read(Moment now, Map<String, Double> seconds, Predicate<String> warm, int serving, boolean busy) {
        boolean minute = cpu.read(now, seconds, warm);
        if (serving != servingBefore) {
            servingBefore = serving;
            valuesBeforeChange = cpu.averages().size();
        }
        if (scaling && busy) {
            scaled = now;
        } else {
            scaling = false;
        }
        return minute;
    }

    /**
     * The capacity that the policies want, within the limits of the group.
     *
     * @param desired the capacity so far
     * @param warm the number of instances that have warmed up
     * @param busy whether an instance starts, warms up or ends
     */
    int wanted(int desired, int warm, boolean busy, Moment now) {
        ScalingPolicy.View view = new ScalingPolicy.View(
                cpu.averages(),
                cpu.averages().size() - valuesBeforeChange,
                desired,
                warm,
                busy,
                scaling ? Duration.ZERO : scaled == null ? Duration.ofDays(1) : now.playedSince(scaled));
        // Of several policies, the largest capacity wins
        int wanted = settings.policies().stream()
                .map(policy -> policy.wanted(view))
                .filter(OptionalInt::isPresent)
                .mapToInt(OptionalInt::getAsInt)
                .max()
                .orElse(desired);
        int limited = Math.min(settings.max(), Math.max(settings.min(), wanted));
        if (limited != desired) {
            scaling = true;
            scaled = now;
        }
        return limited;
    }

    Map<String, Double> newest() {
        return cpu.newest();
    }

    OptionalDouble average() {
        List<Double> averages = cpu.averages();
        return averages.isEmpty() ? OptionalDouble.empty() : OptionalDouble.of(averages.get(averages.size() - 1));
    }
}
