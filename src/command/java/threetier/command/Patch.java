package threetier.command;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.deploy.DeploymentRequest;
import threetier.command.deploy.ImagePatch;
import threetier.command.http.SiteCheck;
import threetier.command.process.Workspace;

/** Replaces the nodes on AWS by nodes of the newest image. */
@Command(name = "patch", description = "replace all nodes on AWS by nodes of the newest image, without a new version")
final class Patch implements Callable<Integer> {

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--dry-run", description = "only show what would change")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask")
    private boolean yes;

    /** @return 0, or 1 if the user did not consent */
    @Override
    public Integer call() {
        return new ImagePatch(
                                cloud.aws(),
                                Workspace.projectFolder(),
                                System.out::println,
                                StandardInput::line,
                                url -> new SiteCheck(url, System.out::println).run())
                        .run(new DeploymentRequest(cloud.stack(), Map.of(), dryRun, Set.of(), yes))
                ? 0
                : 1;
    }
}
