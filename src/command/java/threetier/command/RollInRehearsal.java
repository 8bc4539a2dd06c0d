package threetier.command;

import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.rehearse.SiteUpdated;
import threetier.command.rehearse.SiteUpdated.Kind;

/** Replaces the nodes of a rehearsed site. */
@Command(
        name = "roll",
        description = "raise the site, and replace its nodes under load; exit code 1 if anybody notices, or the update"
                + " does not end as it must")
final class RollInRehearsal implements Callable<Integer> {

    @Mixin
    private GroupOptions options;

    @ArgGroup(multiplicity = "1")
    private Cause cause;

    private static final class Cause {

        @Option(names = "--bundle", required = true, description = "new bundles of both tiers, by rolling updates")
        private boolean bundle;

        @Option(names = "--image", required = true, description = "another machine image, by rolling updates")
        private boolean image;

        @Option(
                names = "--broken",
                required = true,
                description = "a bundle whose application never becomes healthy; the update must be rolled back")
        private boolean broken;

        @Option(names = "--refresh", required = true, description = "an instance refresh, as rotate starts it")
        private boolean refresh;

        private Kind kind() {
            return bundle ? Kind.BUNDLE : image ? Kind.IMAGE : broken ? Kind.BROKEN : Kind.REFRESH;
        }
    }

    /** @return 0, or 1 if a request fails, a write is lost, or the update does not end as it must */
    @Override
    public Integer call() {
        return options.run(new SiteUpdated(cause.kind()), Map.of()) ? 0 : 1;
    }
}
