package threetier.command.rehearse.group;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;

/** A scaling policy of a group. A group asks it after each value of its CPU, so once in a minute of the groups. */
public interface ScalingPolicy {

    /** The capacity that the policy wants, without regard to the limits of the group; empty for no change. */
    OptionalInt wanted(View view);

    /** The average CPU in percent at which the policy begins to change the capacity. */
    double threshold();

    /**
     * What a policy looks at.
     *
     * @param cpu average use in percent, a value for each minute, the newest last; minutes without a value are left out
     * @param sinceChange how many of these values are newer than the last change of the number of instances in service
     * @param capacity the desired capacity
     * @param warm how many instances in service have warmed up; their CPU counts
     * @param busy whether an instance starts, warms up or ends
     * @param rested the time since the last change by a policy has come to its end
     */
    record View(List<Double> cpu, int sinceChange, int capacity, int warm, boolean busy, Duration rested) {

        public View {
            cpu = List.copyOf(cpu);
        }

        /** The newest values; empty if there are fewer. */
        List<Double> newest(int count) {
            return cpu.size() < count ? List.of() : cpu.subList(cpu.size() - count, cpu.size());
        }
    }
}
