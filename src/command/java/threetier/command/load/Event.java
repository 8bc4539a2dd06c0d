package threetier.command.load;

/**
 * A named moment during a load.
 *
 * @param at in nanoseconds of {@link System#nanoTime()}
 */
public record Event(long at, String what) {}
