package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/**
 * Simple scaling with its alarm on the average CPU. After a change it waits until the instances have started or ended,
 * and then for its cooldown.
 *
 * @param adjustment how many instances are added; negative to remove some
 * @param periods how many values in a row must be beyond the threshold
 * @param threshold CPU in percent
 * @param above whether values above the threshold count, or those below it
 */
record SimpleScaling(int adjustment, Duration cooldown, int periods, double threshold, boolean above)
        implements ScalingPolicy {

    @Override
    public OptionalInt wanted(View view) {
        List<Double> last = view.newest(periods);
        boolean alarm =
                !last.isEmpty() && last.stream().allMatch(value -> above ? value > threshold : value < threshold);
        return alarm && view.rested().compareTo(cooldown) >= 0
                ? OptionalInt.of(view.capacity() + adjustment)
                : OptionalInt.empty();
    }
}
