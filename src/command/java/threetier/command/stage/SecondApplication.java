package threetier.command.stage;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import threetier.command.database.DataTier;
import threetier.command.database.SecondSchema;
import threetier.command.database.StageSecrets;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.command.template.Template;

/**
 * A second application on a stage, as {@code ./three-tier deploy --beside} makes it on AWS: an app node and web nodes
 * of its own, and a database of its own on the same servers. It is this project's application. The balancer in front of
 * the web tier leads to it at a host of its own and, by another web node, at a path of every host.
 */
public final class SecondApplication {

    /** Browsers resolve this name to the loopback address. */
    public static final String HOST = "app2.localhost";

    public static final String PATH = "/app2";

    private static final String WEB = "web2";
    private static final String APP = "app2";

    private final Workspace workspace;
    private final Nodes nodes;
    private final SecondSchema schema;
    private final StageSecrets secrets = StageSecrets.random();
    private final Shape shape;
    private final AppTier apps;

    /** @param first the configuration of the first application, for the protocol, the heap and the environment */
    SecondApplication(Workspace workspace, Nodes nodes, Shape first, DataTier data, Consumer<String> progress) {
        this.workspace = workspace;
        this.nodes = nodes;
        Shape one = Shape.of(1, 1, first.heap()).over(first.protocol());
        for (Map.Entry<String, String> variable : first.environment().entrySet()) {
            one = one.with(variable.getKey(), variable.getValue());
        }
        shape = one;
        schema = new SecondSchema(workspace, data);
        apps = new AppTier(workspace, nodes, shape, APP, schema::environment, secrets, progress);
    }

    /** Starts everything except the balancer. */
    void raise(Steps steps) {
        steps.ready("data", "schema of the second application", schema::migrate);
        Path war = Application.threeTier(workspace).war();
        steps.ready(APP, "app2-1 (Payara Micro)", () -> apps.start("app2-1", war, Map.of()));
        steps.ready(WEB, "web2-1 (httpd)", () -> startWeb("web2-1", shape));
        steps.ready(WEB, "web2-2 (httpd)", () -> startWeb("web2-2", shape.with("SITE_PATH", PATH)));
    }

    private void startWeb(String name, Shape of) {
        new WebTier(workspace, nodes, of.environment())
                .start(WEB, name, Ports.free(), apps.url(), secrets.ajp(), Duration.ZERO);
    }

    /** The rules of the balancer in front of the web tier, the first one first. */
    List<ForwardRule> rules() {
        Map<String, Template> templates = Template.folder(workspace.project().resolve("cloudformation"));
        return List.of(
                ForwardRule.of(templates, Map.of("Host", HOST), nodes.get("web2-1")),
                ForwardRule.of(templates, Map.of("Path", PATH), nodes.get("web2-2")));
    }
}
