package threetier.command.rehearse.group;

import java.time.Duration;

/**
 * A moment of a rehearsal, since its start.
 *
 * @param played by the clock of the groups, which {@code --speed} compresses
 * @param real by the clock of the nodes. It bounds what a node does itself, so a high speed never makes a node late
 */
public record Moment(Duration played, Duration real) {

    public static final Moment START = new Moment(Duration.ZERO, Duration.ZERO);

    /** The time that the groups wait since an earlier moment. */
    Duration playedSince(Moment earlier) {
        return played.minus(earlier.played);
    }

    /** The time that the nodes had since an earlier moment. */
    Duration realSince(Moment earlier) {
        return real.minus(earlier.real);
    }

    /** Whether a wait has ended on both clocks. */
    boolean ends(Moment begin, Duration wait) {
        return playedSince(begin).compareTo(wait) >= 0 && realSince(begin).compareTo(wait) >= 0;
    }
}
