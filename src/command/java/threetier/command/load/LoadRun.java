package threetier.command.load;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.NoAnswer;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;

/** Sends a load to a site, shows its progress, and reports what it showed. */
public final class LoadRun {

    private static final String NAME = "load";
    private static final int TICK_MILLIS = 100;
    /** Seconds between two reports of the rate, without a terminal. */
    private static final int BETWEEN_LINES = 10;

    /** The load ends early after this many requests, because all of them are kept: half a gigabyte. */
    private static final long MOST_REQUESTS = 5_000_000;

    private final LoadPlan plan;
    private final PrintStream out;
    private final boolean terminal;

    /** @param terminal whether {@code out} can show one live line; otherwise it gets a line now and then */
    public LoadRun(LoadPlan plan, PrintStream out, boolean terminal) {
        this.plan = plan;
        this.out = out;
        this.terminal = terminal;
    }

    /**
     * Sends the load, prints the report and draws the chart.
     *
     * @param chart the file to write
     * @return whether at least one request was answered correctly and, if the plan asks for a ledger, every
     *     acknowledged write is there
     * @throws CommandException if nothing accepts connections at the address of the plan, or the ledger cannot be
     *     compared
     */
    public boolean run(Path chart) {
        reach();
        out.println(plan.words());
        Progress progress = new Progress(out, terminal, NAME);
        AtomicLong number = new AtomicLong();
        Load load = Load.unscheduled(plan.url(), plan.clients(), client -> plan.send(client, number.getAndIncrement()));
        try (load) {
            watch(load, progress);
            progress.phase("waiting for the last answers");
            progress.tick(List.of(load));
        }
        progress.end();
        List<Exchange> exchanges = load.exchanges();
        LoadReport report = new LoadReport(exchanges, load.cpuShare());
        out.print(report.text());
        draw(chart, exchanges);
        out.println("chart: " + chart);
        return report.answered() && (!plan.ledger() || confirmed(report));
    }

    private boolean confirmed(LoadReport report) {
        LedgerComparison ledger = new SiteLedger(plan.url()).against(report.exchanges());
        out.print(report.text(ledger));
        return report.confirms(ledger);
    }

    /** Says at once if nothing is there, instead of counting failures. */
    private void reach() {
        try (HttpConnection site = new HttpConnection(plan.url(), Client.PATIENCE)) {
            site.connect();
        } catch (IOException failure) {
            throw new CommandException(
                    "No load can be sent to " + plan.url() + ": " + NoAnswer.inWords(failure), failure);
        }
    }

    private void watch(Load load, Progress progress) {
        long start = System.nanoTime();
        long between = (terminal ? 1 : BETWEEN_LINES) * 1_000_000_000L;
        long lastLine = start;
        long before = 0;
        for (long now = start; now - start < plan.seconds() * 1_000_000_000L; now = System.nanoTime()) {
            if (now - lastLine >= between) {
                long good = load.good();
                progress.phase(String.format(Locale.ROOT, "%,.1f/s", (good - before) * 1e9 / (now - lastLine)));
                lastLine = now;
                before = good;
            }
            progress.tick(List.of(load));
            if (load.good() + load.bad() >= MOST_REQUESTS) {
                progress.end();
                out.printf("ended early, after %,d requests%n", MOST_REQUESTS);
                return;
            }
            Pause.millis(TICK_MILLIS);
        }
    }

    private void draw(Path chart, List<Exchange> exchanges) {
        try {
            Workspace.folder(chart.toAbsolutePath().getParent());
            Files.writeString(chart, new Timeline(plan.words(), exchanges, List.of()).svg());
        } catch (IOException failure) {
            throw new CommandException("The chart " + chart + " cannot be written: " + failure.getMessage(), failure);
        }
    }
}
