package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import threetier.command.error.CommandException;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;
import threetier.command.rehearse.group.GroupSettings;
import threetier.command.rehearse.group.PlayedClock;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/**
 * Rehearsals in which something happens to a site: its nodes are in groups that launch and end them.
 *
 * @param folder of the templates
 * @param parameters those of the root template
 * @param scale the factor for the memory and the processors of the nodes
 * @param speed how many seconds of the groups pass in a real second, from 1 to 60
 * @param changed what of the groups is other than in the templates
 */
public record GroupRehearsal(
        Path folder, Map<String, String> parameters, double scale, int speed, UnaryOperator<GroupSettings> changed) {

    public GroupRehearsal {
        parameters = Map.copyOf(parameters);
    }

    /**
     * Raises the site, lets something happen to it, and removes it, also after a failure or Ctrl-C.
     *
     * @param say gets each line of the report
     * @param play what happens
     * @return what {@code play} returns
     * @throws CommandException if the templates cannot be evaluated or played, or this machine cannot play them
     */
    public boolean run(Consumer<String> say, Predicate<RehearsedSite> play) {
        Map<String, Template> templates = Rehearsal.parsed(folder);
        EvaluatedStack deployment = Rehearsal.evaluated(templates, parameters);
        Rehearsal rehearsal = new Rehearsal(say);
        return rehearsal.raised(false, () -> {
            Workspace workspace = Workspace.fresh(Rehearsal.WORKSPACE);
            PlayedNetwork network =
                    new PlayedNetwork(deployment, RehearsedSite.places(deployment), (resource, what) -> {});
            network.raise();
            rehearsal.raised("network", network.hosts().size() + " hosts");
            try {
                RehearsedSite site = new RehearsedSite(
                        folder, parameters, scale, new PlayedClock(speed), network, workspace, rehearsal::raised);
                site.start(changed);
                return play.test(site);
            } catch (CommandException failure) {
                throw Shutdown.begun() ? failure : Rehearsal.explained(failure, deployment, network);
            }
        });
    }
}
