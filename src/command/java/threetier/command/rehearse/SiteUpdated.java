package threetier.command.rehearse;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import threetier.command.process.Workspace;
import threetier.command.rehearse.group.PlayedGroup;
import threetier.command.template.EvaluatedStack;

/**
 * The nodes are replaced while the site serves.
 *
 * @param kind why
 */
public record SiteUpdated(Kind kind) implements Incident {

    /** Of real time, for a whole group. */
    private static final Duration LIMIT = Duration.ofMinutes(40);

    private static final String APP = "AppBundle";
    private static final String WEB = "WebBundle";
    /** Any id that the evaluated templates do not have. */
    private static final String IMAGE = "ami-0fedcba9876543210";

    /** Why nodes are replaced. */
    public enum Kind {
        /** Other bundles of both tiers. */
        BUNDLE,
        /** Another machine image. */
        IMAGE,
        /** A bundle of the app tier whose application does not start: the update is rolled back. */
        BROKEN,
        /** An instance refresh of the app nodes, as {@code rotate} starts it. */
        REFRESH
    }

    @Override
    public String name() {
        return "roll " + kind.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public Course happen(RehearsedSite site) {
        long begin = System.nanoTime();
        List<String> rows = new ArrayList<>();
        List<String> broken = new ArrayList<>();
        if (kind == Kind.REFRESH) {
            PlayedGroup group = site.group("App/Nodes");
            group.refresh(100, 150, site.clock().now());
            follow(site, group, Map.of(), rows, broken);
        } else {
            Map<String, String> parameters = changed(site.site());
            EvaluatedStack before =
                    site.site().launchTemplates().with(site.site().parameters());
            EvaluatedStack after = site.site().launchTemplates().with(parameters);
            site.site().change(parameters);
            for (PlayedGroup group : site.groups().groups()) {
                String id = group.settings().id();
                if (!LaunchTemplates.data(before, id).equals(LaunchTemplates.data(after, id))) {
                    site.site()
                            .launchTemplates()
                            .add(id, group.update(site.clock().now()), after);
                    follow(site, group, site.site().parameters(), rows, broken);
                }
            }
            if (rows.isEmpty()) {
                broken.add("no group has a new launch template, so nothing was replaced");
            }
        }
        return new Course(begin, System.nanoTime(), false, rows, broken);
    }

    private Map<String, String> changed(PlayedSite site) {
        Map<String, String> parameters = new TreeMap<>(site.parameters());
        NewBundle bundle = new NewBundle(
                site.aws().bucket(),
                Workspace.beside(Rehearsal.WORKSPACE).home().resolve("new-bundle"));
        switch (kind) {
            case BUNDLE ->
                List.of(APP, WEB)
                        .forEach(name -> parameters.put(name, bundle.with(parameters.get(name), "version", "2\n")));
            case BROKEN -> parameters.put(APP, bundle.with(parameters.get(APP), "three-tier.war", "no archive\n"));
            default -> parameters.put("ImageId", IMAGE);
        }
        return parameters;
    }

    private void follow(
            RehearsedSite site, PlayedGroup group, Map<String, String> before, List<String> rows, List<String> broken) {
        String id = group.settings().id();
        long begin = System.nanoTime();
        boolean[] back = {false};
        site.happened(id, kind == Kind.REFRESH ? "refresh" : "update");
        site.await(LIMIT, id + " is not updated", () -> {
            if (!back[0] && group.outcome().startsWith("roll") && !before.isEmpty()) {
                back[0] = true;
                site.happened(id, group.outcome());
                site.site().change(before);
            }
            return site.isFull(group);
        });
        site.happened(id, group.outcome());
        rows.add(id);
        rows.add(group.outcome() + " in " + NodeKilled.seconds(System.nanoTime() - begin));
        String wanted = kind == Kind.BROKEN ? "rolled back" : kind == Kind.REFRESH ? "refreshed" : "updated";
        if (!group.outcome().startsWith(wanted)) {
            broken.add(id + " must be " + wanted + ", but: " + group.outcome());
        }
    }
}
