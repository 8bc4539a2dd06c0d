package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.process.Log;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;
import threetier.command.rehearse.group.GroupFigures;
import threetier.command.scale.GroupState;
import threetier.command.scale.ScalePlan;
import threetier.command.scale.ScaleRun;
import threetier.command.scale.StateFile;

/**
 * Sends the load of a plan to a rehearsed site from the internet, while its groups scale.
 *
 * @param chart the file for the chart
 * @param say gets each line of the report
 */
public record ScaleRehearsal(ScalePlan plan, Path chart, Consumer<String> say) {

    private static final int STEP = 500;

    /**
     * Runs the plan.
     *
     * @return whether the groups grew and shrank as they must, and nothing was lost
     */
    public boolean on(RehearsedSite site) {
        Path home =
                Workspace.folder(Workspace.beside(Rehearsal.WORKSPACE).home().resolve("scale"));
        StateFile states = new StateFile(home.resolve("states"));
        states.write(states(site));
        Path log = home.resolve("scale.log");
        Process process = site.fromInternet(
                        ScaleRun.class.getName(),
                        site.url(),
                        states.file().toString(),
                        chart.toAbsolutePath().toString(),
                        site.site().authority().toString(),
                        String.valueOf(plan.rest()),
                        String.valueOf(plan.busy()),
                        String.valueOf(plan.after()),
                        String.valueOf(plan.percent()))
                .start(log);
        int said = 0;
        try {
            boolean ended;
            do {
                ended = !process.isAlive();
                site.step();
                states.write(states(site));
                said += said(Log.text(log, said));
                Pause.millis(ended ? 0 : STEP);
            } while (!ended);
        } finally {
            process.destroy();
        }
        if (process.exitValue() > 1) {
            throw new CommandException("The load has failed; its log is " + log + ".");
        }
        return process.exitValue() == 0;
    }

    /** Says all complete lines, and returns the length of their text. */
    private int said(String text) {
        String complete = text.substring(0, text.lastIndexOf('\n') + 1);
        complete.lines().forEach(say);
        return complete.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    private static List<GroupState> states(RehearsedSite site) {
        return site.figures().stream().map(group -> state(site, group)).toList();
    }

    private static GroupState state(RehearsedSite site, GroupFigures group) {
        double processors = site.groups().nodes(group.id()).stream()
                .mapToDouble(RunningNode::processors)
                .min()
                .orElse(0);
        return new GroupState(group.id(), group.desired(), group.serving(), processors, group.cpu(), group.target());
    }
}
