package threetier.command.rehearse.group;

import java.util.Collections;
import java.util.List;
import java.util.OptionalInt;

/**
 * Target tracking of the average CPU, with the alarms that AWS makes for it: three minutes above the target add
 * instances in proportion, and fifteen minutes below 70 % of the target remove some. Both round up, so that the rest
 * stays below the target. See "Target tracking scaling policies" in the user guide of EC2 Auto Scaling.
 *
 * @param target CPU in percent
 */
record TargetTracking(double target) implements ScalingPolicy {

    private static final int MINUTES_ABOVE = 3;
    private static final int MINUTES_BELOW = 15;
    private static final double BELOW = 0.7;
    /** Against the rounding of fractions. */
    private static final double TINY = 1e-9;

    @Override
    public OptionalInt wanted(View view) {
        List<Double> last = view.newest(MINUTES_ABOVE);
        if (!last.isEmpty() && last.stream().allMatch(value -> value > target)) {
            // Instances that warm up count as capacity, so the same load does not add more of them
            int wanted = proportional(view.warm(), last.get(MINUTES_ABOVE - 1));
            return wanted > view.capacity() ? OptionalInt.of(wanted) : OptionalInt.empty();
        }
        List<Double> quiet = view.newest(MINUTES_BELOW);
        // While an instance starts, warms up or ends, nothing is removed. Older values belong to another number of them
        if (view.busy()
                || quiet.isEmpty()
                || view.sinceChange() < 1
                || quiet.stream().anyMatch(value -> value >= BELOW * target)) {
            return OptionalInt.empty();
        }
        int wanted =
                proportional(view.warm(), Collections.max(view.newest(Math.min(MINUTES_BELOW, view.sinceChange()))));
        return wanted < view.capacity() ? OptionalInt.of(wanted) : OptionalInt.empty();
    }

    @Override
    public double threshold() {
        return target;
    }

    private int proportional(int instances, double cpu) {
        return (int) Math.ceil(instances * cpu / target - TINY);
    }
}
