package threetier.command;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;
import threetier.command.process.Workspace;
import threetier.command.rehearse.GroupRehearsal;
import threetier.command.rehearse.Incident;
import threetier.command.rehearse.IncidentRun;
import threetier.command.rehearse.group.GroupSettings;
import threetier.command.rehearse.group.PlayedClock;

/** The options of rehearsals in which something happens to a site. */
final class GroupOptions {

    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Mixin
    private ParameterOption given;

    private int speed;

    @Option(
            names = "--speed",
            paramLabel = "N",
            defaultValue = "10",
            description =
                    "how fast the clocks of groups, alarms and delays go, from 1 to 60; those of the nodes never do"
                            + " (${DEFAULT-VALUE})")
    private void speed(String typed) {
        speed = WholeNumberConverter.of("--speed", typed, 1, PlayedClock.FASTEST);
    }

    @Mixin
    private NodeScale scale;

    /**
     * Lets this happen to a site, and returns whether all promises are kept.
     *
     * @param defaults parameters, unless others are given
     */
    boolean run(Incident incident, Map<String, String> defaults) {
        return rehearsal(defaults, UnaryOperator.identity())
                .run(System.out::println, new IncidentRun(incident, System.out::println)::on);
    }

    /**
     * The rehearsal with these options.
     *
     * @param defaults parameters, unless others are given
     * @param changed what of the groups is other than in the templates
     */
    GroupRehearsal rehearsal(Map<String, String> defaults, UnaryOperator<GroupSettings> changed) {
        Map<String, String> all = new TreeMap<>(defaults);
        all.putAll(given.parameters());
        return new GroupRehearsal(
                Workspace.projectFolder().resolve("cloudformation"), all, scale.factor(), speed, changed);
    }

    /** Whether the user has typed one of these options. */
    boolean typed() {
        var typed = command.commandLine().getParseResult();
        return List.of("--param", "--speed", "--scale").stream().anyMatch(typed::hasMatchedOption);
    }

    int speed() {
        return speed;
    }
}
