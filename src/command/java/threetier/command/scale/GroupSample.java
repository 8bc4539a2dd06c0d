package threetier.command.scale;

import java.util.List;

/**
 * The groups at a moment.
 *
 * @param at in nanoseconds of {@link System#nanoTime()}
 */
public record GroupSample(long at, List<GroupState> groups) {

    public GroupSample {
        groups = List.copyOf(groups);
    }
}
