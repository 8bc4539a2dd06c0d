package threetier.command.rehearse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import threetier.command.error.CommandException;
import threetier.command.load.Exchange;
import threetier.command.load.Timeline;
import threetier.command.process.Workspace;

/** Lets something happen to a site under a steady load, and judges what the clients have noticed. */
public record IncidentRun(Incident incident, Consumer<String> say) {

    /** The first requests run code that Java has not compiled yet, which is not what an incident shows. */
    private static final Duration WARM_UP = Duration.ofSeconds(8);

    private static final Duration BEFORE = Duration.ofSeconds(8);
    private static final Duration AFTER = Duration.ofSeconds(10);

    /**
     * Sends the load, prints the table and draws the picture.
     *
     * @return whether all promises are kept
     */
    public boolean on(RehearsedSite site) {
        Path home = Workspace.beside(Rehearsal.WORKSPACE).home();
        LoadFromInternet first = new LoadFromInternet(site, home);
        site.pass(WARM_UP);
        first.stop(site::step);
        LoadFromInternet load = new LoadFromInternet(site, home);
        site.pass(BEFORE);
        Incident.Course course = incident.happen(site);
        site.pass(AFTER);
        LoadFindings findings = load.stop(site::step);
        List<String> broken = new ArrayList<>(course.broken());
        broken.addAll(findings.broken());
        broken.addAll(failures(course, findings));
        say.accept("");
        findings.table().forEach(say);
        for (int i = 0; i < course.rows().size(); i += 2) {
            say.accept(LoadFindings.row(course.rows().get(i), course.rows().get(i + 1)));
        }
        say.accept(LoadFindings.row("picture", draw(site, findings).toString()));
        say.accept("");
        broken.forEach(promise -> say.accept("FAILED " + promise));
        say.accept(
                broken.isEmpty()
                        ? incident.name() + ": all promises are kept."
                        : incident.name() + ": " + broken.size() + " promises are broken.");
        return broken.isEmpty();
    }

    /** A request that was on its way when the incident began or ended counts as one in between. */
    static boolean explains(Incident.Course course, Exchange failed) {
        return failed.end() >= course.begin() && failed.start() <= course.end();
    }

    private List<String> failures(Incident.Course course, LoadFindings findings) {
        List<Exchange> failed = findings.failed();
        if (!course.mayFail()) {
            return failed.isEmpty() ? List.of() : List.of(failed.size() + " requests have failed, and none may");
        }
        long unexplained = failed.stream().filter(one -> !explains(course, one)).count();
        return unexplained == 0
                ? List.of()
                : List.of(unexplained + " requests have failed at a time at which the incident does not explain it");
    }

    private Path draw(RehearsedSite site, LoadFindings findings) {
        Path shown = Path.of("target/rehearse/" + incident.name().replace(' ', '-') + ".svg");
        Path picture = Workspace.projectFolder().resolve(shown);
        try {
            Workspace.folder(picture.getParent());
            long first = findings.exchanges().stream()
                    .mapToLong(Exchange::start)
                    .min()
                    .orElse(0);
            Files.writeString(
                    picture,
                    new Timeline(
                                    "rehearse " + incident.name(),
                                    findings.exchanges(),
                                    site.events().stream()
                                            .filter(event -> event.at() > first)
                                            .toList())
                            .svg());
        } catch (IOException failure) {
            throw new CommandException("The picture cannot be written: " + failure.getMessage(), failure);
        }
        return shown;
    }
}
