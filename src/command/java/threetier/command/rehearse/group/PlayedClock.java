package threetier.command.rehearse.group;

import java.time.Duration;

/** The clock of the groups, alarms and delays of a rehearsal. The nodes' own clock is that of this machine. */
public final class PlayedClock {

    /** The highest speed: a minute of the groups lasts for a second. */
    public static final int FASTEST = 60;

    private final int speed;
    private final long start = System.nanoTime();

    /** @param speed how many seconds pass in a real second, from 1 to {@value #FASTEST} */
    public PlayedClock(int speed) {
        this.speed = speed;
    }

    public Moment now() {
        Duration real = Duration.ofNanos(System.nanoTime() - start);
        return new Moment(real.multipliedBy(speed), real);
    }

    /** How long a wait of the groups really lasts. */
    public Duration real(Duration played) {
        return played.dividedBy(speed);
    }
}
