package threetier.command;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.deploy.DeployedGroups;
import threetier.command.deploy.StackSite;
import threetier.command.error.CommandException;
import threetier.command.rehearse.ScaleRehearsal;
import threetier.command.rehearse.group.GroupSettings;
import threetier.command.scale.ScalePlan;
import threetier.command.scale.ScaleRun;

/** Lets the groups of a rehearsed or deployed site grow and shrink. */
@Command(
        name = "scale",
        description = "send a load that makes the app tier grow, and let it shrink; report times, overshoot and nodes,"
                + " draw a chart; exit code 1 if it does not scale well, or if something is lost")
final class ScaleInRehearsal implements Callable<Integer> {

    private static final Path CHART = Path.of("target/rehearse/scale.svg");
    /** In milliseconds. */
    private static final long BETWEEN_QUESTIONS = 20_000;

    @Mixin
    private GroupOptions options;

    @Mixin
    private CloudOptions cloud;

    private String url;
    private int percent;
    private UnaryOperator<GroupSettings> changed;

    @Option(
            names = "--load",
            paramLabel = "PERCENT",
            defaultValue = "60",
            description = "CPU that the load uses, in percent of that of the first app nodes (${DEFAULT-VALUE})")
    private void load(String typed) {
        percent = WholeNumberConverter.of("--load", typed, 1, 400);
    }

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            description = "DefaultInstanceWarmup in place of that of the templates; not with --url")
    private void warmUp(String typed) {
        if (typed != null) {
            Duration warmUp = Duration.ofSeconds(WholeNumberConverter.of("--warm-up", typed, 0, 3_600));
            changed = group -> group.withWarmup(warmUp);
        }
    }

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "the site of the stack on AWS, in place of a rehearsal; its load costs money")
    private void url(String typed) {
        url = typed == null ? null : SendLoad.site(typed);
    }

    /** @return 0, or 1 if the groups did not scale well or something was lost */
    @Override
    public Integer call() {
        return (url == null ? rehearsed() : deployed()) ? 0 : 1;
    }

    private boolean rehearsed() {
        ScalePlan plan = ScalePlan.of(options.speed(), percent);
        ScaleRehearsal scale = new ScaleRehearsal(plan, CHART, System.out::println);
        return options.rehearsal(
                        Map.of("AppSettings", "LOAD_ENABLED=true"),
                        changed == null ? UnaryOperator.identity() : changed)
                .run(System.out::println, scale::on);
    }

    private boolean deployed() {
        if (changed != null || options.typed()) {
            throw new CommandException(
                    "--warm-up, --param, --speed and --scale are for rehearsals. On AWS, deploy other"
                            + " templates or parameters.");
        }
        if (!new StackSite(cloud.aws(), cloud.stack()).isAt(url)) {
            throw new CommandException(url + " is not the site of the stack " + cloud.stack() + "; see --stack.");
        }
        DeployedGroups groups = new DeployedGroups(cloud.aws(), cloud.stack());
        return new ScaleRun(url, ScalePlan.of(1, percent), groups, BETWEEN_QUESTIONS, System.out).run(CHART);
    }
}
