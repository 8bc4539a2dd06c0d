package threetier.command;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import threetier.command.deploy.BesideDeployment;
import threetier.command.deploy.Deployment;
import threetier.command.deploy.DeploymentRequest;
import threetier.command.deploy.EdgeDeployment;
import threetier.command.deploy.Preset;
import threetier.command.deploy.StandbyDeployment;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.http.SiteCheck;
import threetier.command.inspect.AppNodes;
import threetier.command.inspect.Inspection;
import threetier.command.process.Workspace;

/** Deploys the tiers to AWS. */
@Command(
        name = "deploy",
        description = "deploy to AWS, or show what that would change; parameters: cloudformation/README.md")
final class Deploy implements Callable<Integer> {

    @Mixin
    private CloudOptions cloud;

    @Option(names = "--dry-run", description = "only show what would change")
    private boolean dryRun;

    @Option(names = "--yes", description = "do not ask, whatever is replaced or costs more")
    private boolean yes;

    @Option(
            names = "--replace",
            paramLabel = "NAME",
            description = "let an update replace or remove this resource, with its data; for example Cluster")
    private Set<String> replace = Set.of();

    @Option(names = "--force", description = "deploy the WAR even if \"inspect\" finds something that cannot work")
    private boolean force;

    @Option(names = "--edge", description = "put CloudFront in front (docs/aws.md, Behind CloudFront)")
    private boolean edge;

    @Option(names = "--no-edge", description = "take CloudFront away again")
    private boolean noEdge;

    @Option(
            names = "--standby",
            paramLabel = "REGION",
            description = "give the site a second region that takes over (docs/regions.md)")
    private String standby;

    @Option(names = "--no-standby", description = "give the second region up; the first keeps its data")
    private boolean noStandby;

    @Option(
            names = "--beside",
            paramLabel = "STACK",
            description = "deploy a second application behind the balancers of this stack (docs/aws.md)")
    private String beside;

    @Option(names = "--host", paramLabel = "NAME", description = "with --beside: the host name of the application")
    private String host;

    @Option(names = "--path", paramLabel = "/NAME", description = "with --beside: the path below which it is")
    private String path;

    private Map<String, String> preset = Map.of();

    @Option(
            names = "--preset",
            paramLabel = "NAME",
            description = "small-account: nodes that fit the 5 vCPUs of a new account; --param overrides it")
    private void preset(String typed) {
        preset = typed == null ? Map.of() : Preset.named(typed).parameters();
    }

    @Mixin
    private ParameterOption given;

    private final Map<String, String> ofStandby = new TreeMap<>();

    @Option(names = "--standby-param", paramLabel = "K=V", description = "the same for the second region alone")
    private void ofStandby(List<String> typed) {
        ofStandby.clear();
        ofStandby.putAll(ParameterOption.read("--standby-param", typed));
    }

    /** The template parameters as typed. */
    Map<String, String> parameters() {
        return given.parameters();
    }

    /** @return 0, or 1 if the user did not consent */
    @Override
    public Integer call() {
        if (edge && noEdge) {
            throw new CommandException("--edge and --no-edge exclude each other.");
        }
        if (standby != null && noStandby || (standby != null || noStandby) && (edge || noEdge)) {
            throw new CommandException("--standby, --no-standby, --edge and --no-edge exclude each other.");
        }
        Map<String, String> all = new TreeMap<>(preset);
        all.putAll(parameters());
        where(all);
        boolean ajp = all.getOrDefault("Protocol", "http").equals("ajp");
        Inspection.of(
                        Workspace.ofProject().target("three-tier.war"),
                        AppNodes.onAws(ajp, all.getOrDefault("Sessions", "none")))
                .report(force, System.out::println);
        if (beside == null) {
            EdgeDeployment.refuseOwnParameters(all);
        }
        StandbyDeployment.refuseOwnParameters(all);
        StandbyDeployment.refuseOwnParameters(ofStandby);
        DeploymentRequest request = new DeploymentRequest(cloud.stack(), all, dryRun, replace, yes);
        return deployed(request) ? 0 : 1;
    }

    /** Makes parameters of --host and --path. */
    private void where(Map<String, String> all) {
        if (beside == null && (host != null || path != null)) {
            throw new CommandException("--host and --path need --beside STACK.");
        }
        if (beside != null && (edge || noEdge)) {
            throw new CommandException("--edge and --no-edge are for the first stack, not for --beside.");
        }
        if (host != null) {
            all.put("Host", host.toLowerCase(Locale.ROOT));
        }
        if (path != null && !path.matches("/[a-z][a-z0-9-]{0,30}")) {
            throw new CommandException("--path must be one step of a path, like /shop, not \"" + path + "\"");
        }
        if (path != null) {
            all.put("Path", path);
        }
    }

    private boolean deployed(DeploymentRequest request) {
        Path project = Workspace.projectFolder();
        Consumer<String> check = url -> new SiteCheck(url, System.out::println).run();
        if (beside != null) {
            return new BesideDeployment(cloud.aws(), project, System.out::println, StandardInput::line, check)
                    .run(request, beside);
        }
        if (!edge && !noEdge) {
            StandbyDeployment two =
                    new StandbyDeployment(cloud.aws(), project, System.out::println, StandardInput::line, check);
            String second = standby == null ? two.second(request.stack()) : standby;
            if (noStandby || !second.isEmpty()) {
                return noStandby ? two.off(request) : two.on(request, second, ofStandby);
            }
            return new Deployment(cloud.aws(), project, System.out::println, StandardInput::line, check).run(request);
        }
        EdgeDeployment deployment = new EdgeDeployment(
                cloud.aws(), project, System.out::println, StandardInput::line, check, Deploy::byEdge);
        return edge ? deployment.on(request) : deployment.off(request);
    }

    /** CloudFront gives each response an id of its own. */
    private static Optional<Boolean> byEdge(String url) {
        try {
            return Optional.of(!HttpConnection.get(url + "/web-health")
                    .header("x-amz-cf-id")
                    .isEmpty());
        } catch (IOException | IllegalArgumentException noAnswer) {
            return Optional.empty();
        }
    }
}
