package threetier.command.load;

import java.io.PrintStream;
import java.util.List;

/** Progress output: one live line on a terminal, otherwise a line per event. */
public final class Progress {

    private static final long REFRESH_NANOS = 250_000_000L;
    public static final String ERASE = "\r\033[K";

    private final PrintStream out;
    private final boolean alive;
    private final String name;
    private final long start = System.nanoTime();
    private String phase = "";
    private long drawn;

    public Progress(PrintStream out, boolean terminal, String name) {
        this.out = out;
        this.alive = terminal;
        this.name = name;
    }

    public void phase(String what) {
        phase = what;
        if (alive) {
            drawn = 0;
        } else {
            out.printf("  %-16s %5.1f s  %s%n", name, seconds(), what);
        }
    }

    public void tick(List<Load> loads) {
        if (alive && System.nanoTime() - drawn > REFRESH_NANOS) {
            drawn = System.nanoTime();
            out.printf(
                    ERASE + "  %-16s %5.1f s  %,d answered, %,d failed  %s",
                    name,
                    seconds(),
                    loads.stream().mapToLong(Load::good).sum(),
                    loads.stream().mapToLong(Load::bad).sum(),
                    phase);
            out.flush();
        }
    }

    public void end() {
        if (alive) {
            out.print(ERASE);
        }
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }
}
