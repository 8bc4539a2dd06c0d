package threetier.command.scale;

/**
 * A load over time: a rest, a busy phase in which {@code /load} uses CPU, and another rest. Reads and writes are sent
 * all the time.
 *
 * @param rest seconds before the busy phase
 * @param busy seconds of the busy phase
 * @param after seconds after it
 * @param percent the CPU that the busy phase uses, in percent of that of the nodes at its start
 */
public record ScalePlan(int rest, int busy, int after, int percent) {

    /** Enough for nodes that start while the machine is busy. */
    private static final int START = 150;

    /** New nodes compile their code in this time. */
    private static final int REST = 120;
    /** Three minutes until the alarm, and twice the warm-up of a new node. */
    private static final int OUT = 700;
    /** A quarter of an hour until the alarm, and the drain of a node. */
    private static final int IN = 1_200;

    /**
     * A plan that gives the groups time to grow and shrink.
     *
     * @param speed how much faster the clocks of the groups are; those of the nodes are not
     */
    public static ScalePlan of(int speed, int percent) {
        return new ScalePlan(REST, START + OUT / speed, START + IN / speed, percent);
    }

    int seconds() {
        return rest + busy + after;
    }

    /** One line that says what is sent. */
    String words() {
        return "reads and writes for %d s; from second %d to %d also /load, %d %% of the CPU of the app nodes"
                .formatted(seconds(), rest, rest + busy, percent);
    }
}
