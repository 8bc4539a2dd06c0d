package threetier.command.drill;

import java.io.PrintStream;
import java.util.List;

/** The progress output: one updated line on a terminal, otherwise one line per event. */
final class DrillProgress {

    private static final long REFRESH_NANOS = 250_000_000L;
    static final String ERASE = "\r\033[K";

    private final PrintStream out;
    private final boolean alive;
    private final String drill;
    private final long start = System.nanoTime();
    private String phase = "";
    private long drawn;

    DrillProgress(PrintStream out, boolean terminal, String drill) {
        this.out = out;
        this.alive = terminal;
        this.drill = drill;
    }

    void phase(String what) {
        phase = what;
        if (alive) {
            drawn = 0;
        } else {
            out.printf("  %-16s %5.1f s  %s%n", drill, seconds(), what);
        }
    }

    void tick(List<Load> loads) {
        if (alive && System.nanoTime() - drawn > REFRESH_NANOS) {
            drawn = System.nanoTime();
            out.printf(
                    ERASE + "  %-16s %5.1f s  %,d answered, %,d failed  %s",
                    drill,
                    seconds(),
                    loads.stream().mapToLong(Load::good).sum(),
                    loads.stream().mapToLong(Load::bad).sum(),
                    phase);
            out.flush();
        }
    }

    void end() {
        if (alive) {
            out.print(ERASE);
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
