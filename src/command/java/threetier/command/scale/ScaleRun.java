package threetier.command.scale;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import threetier.command.error.CommandException;
import threetier.command.http.TrustedAuthorities;
import threetier.command.load.Client;
import threetier.command.load.Exchange;
import threetier.command.load.Load;
import threetier.command.load.Progress;
import threetier.command.load.SiteLedger;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;

/** Sends the load of a plan to a site, watches its groups, and reports what they did. */
public final class ScaleRun {

    /** A second, on a machine; AWS's API allows fewer questions. */
    public static final long EACH_SECOND = 1_000;

    private static final int CLIENTS = 5;
    private static final int PER_SECOND = 5;
    private static final int TICK_MILLIS = 200;

    private final String url;
    private final ScalePlan plan;
    private final ScaleWatch watch;
    private final PrintStream out;
    private final Progress progress;

    /**
     * @param source of the states of the groups
     * @param millis between two looks at them
     */
    public ScaleRun(String url, ScalePlan plan, GroupSource source, long millis, PrintStream out) {
        this.url = url;
        this.plan = plan;
        this.out = out;
        watch = new ScaleWatch(source, millis);
        progress = new Progress(out, false, "scale");
    }

    /**
     * The program that sends the load of a rehearsal from the internet's network namespace.
     *
     * @param arguments the URL, the file of the states, the chart, a certificate of an authority to trust, and the
     *     plan's four numbers
     */
    public static void main(String[] arguments) {
        ScalePlan plan =
                new ScalePlan(number(arguments, 4), number(arguments, 5), number(arguments, 6), number(arguments, 7));
        try {
            TrustedAuthorities.add(Path.of(arguments[3]));
            StateFile source = new StateFile(Path.of(arguments[1]));
            boolean kept = new ScaleRun(arguments[0], plan, source, EACH_SECOND, System.out).run(Path.of(arguments[2]));
            System.exit(kept ? 0 : 1);
        } catch (CommandException wrong) {
            System.err.println(wrong.getMessage());
            System.exit(2);
        }
    }

    private static int number(String[] arguments, int index) {
        return Integer.parseInt(arguments[index]);
    }

    /**
     * Sends the load, prints the report and draws the chart.
     *
     * @param chart the file to write
     * @return whether the groups grew and shrank as they must, and nothing was lost
     * @throws CommandException if the site does not answer, or its groups are unknown
     */
    public boolean run(Path chart) {
        out.println(plan.words());
        // Fails early if the site does not answer /load
        LoadSize.of(url);
        Load steady = Load.scheduled(url, CLIENTS, PER_SECOND, Client::exchange);
        progress.phase("reads and writes");
        List<Exchange> loads;
        long busy;
        long rest;
        try (watch;
                steady) {
            pass(plan.rest(), steady);
            GroupState app = app();
            LoadSize size = LoadSize.of(url);
            busy = System.nanoTime();
            progress.phase("busy");
            int clients = Math.max(1, (int) Math.ceil(app.processors() * app.inService()));
            double demand = plan.percent() / 100.0 * app.processors() * app.inService();
            int rate = Math.max(1, (int) Math.round(demand / size.seconds()));
            Load load = Load.scheduled(url, clients, rate, client -> client.get(size.path()));
            try (load) {
                pass(plan.busy(), steady);
                progress.phase("rest");
            }
            rest = System.nanoTime();
            loads = load.exchanges();
            pass(plan.after(), steady);
        }
        progress.end();
        return reported(new Result(steady.exchanges(), loads, busy, rest), chart);
    }

    private record Result(List<Exchange> exchanges, List<Exchange> loads, long busy, long rest) {}

    private boolean reported(Result result, Path chart) {
        List<ScaledGroup> groups = watch.samples().get(0).groups().stream()
                .map(group -> ScaledGroup.of(group.group(), watch.samples(), result.busy(), result.rest()))
                .toList();
        ScaleReport report = new ScaleReport(
                groups,
                result.exchanges(),
                result.loads(),
                new SiteLedger(url).against(result.exchanges()),
                result.busy(),
                result.rest());
        out.print(report.text());
        draw(chart, result);
        out.println("chart: " + chart);
        report.broken().forEach(broken -> out.println("FAILED " + broken));
        return report.broken().isEmpty();
    }

    private GroupState app() {
        return watch.samples().stream()
                .reduce((one, next) -> next)
                .flatMap(sample ->
                        sample.groups().stream().filter(GroupState::isApp).findFirst())
                .orElseThrow(() -> new CommandException("The state of the app nodes' group is unknown."));
    }

    private void pass(int seconds, Load load) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        String before = "";
        while (System.nanoTime() < end) {
            String now = sizes();
            if (!now.equals(before)) {
                progress.phase(now);
                before = now;
            }
            progress.tick(List.of(load));
            Pause.millis(TICK_MILLIS);
        }
    }

    /** Like {@code App/Nodes 2 of 3, Web/Nodes 1 of 1}. */
    private String sizes() {
        return watch.samples().stream()
                .reduce((one, next) -> next)
                .map(sample -> String.join(
                        ", ",
                        sample.groups().stream()
                                .map(group -> String.format(
                                        Locale.ROOT, "%s %d of %d", group.group(), group.inService(), group.desired()))
                                .toList()))
                .orElse("the groups are unknown");
    }

    private void draw(Path chart, Result result) {
        try {
            Workspace.folder(chart.toAbsolutePath().getParent());
            Files.writeString(
                    chart,
                    new ScaleChart(
                                    plan.words(),
                                    watch.samples(),
                                    result.exchanges(),
                                    result.loads(),
                                    result.busy(),
                                    result.rest())
                            .svg());
        } catch (IOException failure) {
            throw new CommandException("The chart " + chart + " cannot be written: " + failure.getMessage(), failure);
        }
    }
}
