package threetier.command;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import threetier.command.database.Engines;
import threetier.command.inspect.AppNodes;
import threetier.command.inspect.Inspection;
import threetier.command.stage.Application;
import threetier.command.stage.Sessions;
import threetier.command.stage.Shape;

/** The options that say what the three tiers of a stage are like. */
final class TierOptions {

    @Option(names = "--ajp", order = 4, description = "AJP between web and app tier instead of HTTP")
    private boolean ajp;

    @Option(names = "--load", order = 8, description = "let /load answer, which uses CPU on request (off)")
    private boolean load;

    @Option(names = "--users", order = 8, description = "let /users answer: a public list of e-mail addresses (off)")
    private boolean users;

    private int port;
    private int web;
    private int app;
    private Engines database;
    private Sessions sessions;

    @Option(
            names = "--port",
            order = 0,
            paramLabel = "N",
            defaultValue = "8080",
            description = "port of the site (${DEFAULT-VALUE})")
    private void port(String typed) {
        port = WholeNumberConverter.of("--port", typed, 1, 65_535);
    }

    @Option(
            names = "--web",
            order = 2,
            paramLabel = "N",
            defaultValue = "1",
            description = "httpd nodes, 1 to 9; two or more get a load balancer (${DEFAULT-VALUE})")
    private void web(String typed) {
        web = WholeNumberConverter.of("--web", typed, 1, 9);
    }

    @Option(
            names = "--app",
            order = 3,
            paramLabel = "N",
            defaultValue = "1",
            description = "Payara Micro nodes, 1 to 9, likewise (${DEFAULT-VALUE})")
    private void app(String typed) {
        app = WholeNumberConverter.of("--app", typed, 1, 9);
    }

    @Option(
            names = "--database",
            order = 5,
            paramLabel = "KIND",
            defaultValue = "mariadb",
            description = "mariadb, or mysql (containers, over TLS); each keeps its own data (${DEFAULT-VALUE})")
    private void database(String typed) {
        database = Engines.named(typed);
    }

    @Option(
            names = "--sessions",
            order = 3,
            paramLabel = "HOW",
            defaultValue = "none",
            description = "how several app nodes keep sessions: none, affinity or replication (${DEFAULT-VALUE})")
    private void sessions(String typed) {
        sessions = Sessions.named(typed);
    }

    /**
     * The tiers.
     *
     * @param application the application to run; null for the application of this project
     */
    Shape shape(Application application) {
        Shape shape = Shape.of(web, app, "512m")
                .at(port)
                .over(ajp ? Shape.Protocol.AJP : Shape.Protocol.HTTP)
                .keeping(sessions)
                .running(application)
                .on(database);
        if (application != null) {
            shape = shape.with(
                    "BODY_LIMIT", System.getenv().getOrDefault("BODY_LIMIT", Long.toString(Inspection.BODY_LIMIT)));
        }
        shape = load ? shape.with("LOAD_ENABLED", "true") : shape;
        return users ? shape.with("USERS_ENABLED", "true") : shape;
    }

    /** The app nodes, as an inspection of an application sees them. */
    AppNodes appNodes(Path project) {
        return AppNodes.here(project, ajp, sessions.label());
    }
}
