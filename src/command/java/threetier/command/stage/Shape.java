package threetier.command.stage;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import threetier.command.database.DataTier;
import threetier.command.database.Engine;
import threetier.command.database.Engines;
import threetier.command.database.StageSecrets;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Workspace;

/**
 * The configuration of a stage.
 *
 * @param port the port of the site; 0 for any free port
 * @param web the number of httpd nodes, at least 1; several nodes get a balancer
 * @param app the number of Payara Micro nodes, at least 1; several nodes get a balancer
 * @param protocol the protocol between the web tier and the app tier
 * @param heap the maximum Java heap of an app node, for example {@code 512m}
 * @param application the application; null for the application of this project
 * @param engine the engine of the databases
 * @param drain how long a node behind a balancer keeps serving after a request to stop
 * @param sessions how several app nodes keep the session of a client
 * @param environment additional variables of the web and app nodes
 */
public record Shape(
        int port,
        int web,
        int app,
        Protocol protocol,
        String heap,
        Application application,
        Engine.Kind engine,
        Duration drain,
        Sessions sessions,
        Map<String, String> environment) {

    /** The default drain, 20 s. It suffices, because the balancers on this machine check health every second. */
    public static final Duration DRAIN = Duration.ofSeconds(20);

    /** The protocol between httpd and the app tier. */
    public enum Protocol {
        HTTP,
        AJP;

        /** The URL scheme. */
        String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** @throws CommandException for affinity over AJP, because no balancer sets cookies over AJP */
    public Shape {
        if (sessions == Sessions.AFFINITY && protocol == Protocol.AJP) {
            throw new CommandException("--sessions affinity needs HTTP between the tiers, because the balancer sets a"
                    + " cookie. Leave out --ajp, or use --sessions replication.");
        }
    }

    /** This project's application on MariaDB, with HTTP between web and app tier, on any free port. */
    public static Shape of(int web, int app, String heap) {
        return new Shape(0, web, app, Protocol.HTTP, heap, null, Engines.MARIADB, DRAIN, Sessions.NONE, Map.of());
    }

    /** The application that runs. */
    Application applicationIn(Workspace workspace) {
        return application == null ? Application.threeTier(workspace) : application;
    }

    /** The databases of a stage of this shape, which are not started. */
    public DataTier databases(Workspace workspace, StageSecrets secrets) {
        return databases(workspace, secrets, Ports.free(), Ports.free());
    }

    /** The same with these ports of the writer and the reader. */
    public DataTier databases(Workspace workspace, StageSecrets secrets, int writer, int reader) {
        return new DataTier(
                workspace,
                new Nodes(workspace),
                engine,
                applicationIn(workspace).schema(),
                secrets,
                writer,
                reader);
    }

    /** The drain for this number of nodes. A single node does not drain, because no other node takes over. */
    Duration drain(int nodes) {
        return nodes > 1 ? drain : Duration.ZERO;
    }

    /** A copy with another protocol between web and app tier. */
    public Shape over(Protocol other) {
        return new Shape(port, web, app, other, heap, application, engine, drain, sessions, environment);
    }

    /** A copy with another application. */
    public Shape running(Application other) {
        return new Shape(port, web, app, protocol, heap, other, engine, drain, sessions, environment);
    }

    /** A copy with one node in each tier. */
    public Shape single() {
        return new Shape(port, 1, 1, protocol, heap, application, engine, drain, sessions, environment);
    }

    /** A copy on another port. */
    public Shape at(int other) {
        return new Shape(other, web, app, protocol, heap, application, engine, drain, sessions, environment);
    }

    /** A copy with another drain. */
    public Shape draining(Duration other) {
        return new Shape(port, web, app, protocol, heap, application, engine, other, sessions, environment);
    }

    /** A copy on another engine. */
    public Shape on(Engine.Kind other) {
        return new Shape(port, web, app, protocol, heap, application, other, drain, sessions, environment);
    }

    /** A copy that keeps sessions in this way. */
    public Shape keeping(Sessions other) {
        return new Shape(port, web, app, protocol, heap, application, engine, drain, other, environment);
    }

    /** A copy whose web and app nodes have one more environment variable. */
    public Shape with(String variable, String value) {
        Map<String, String> more = new TreeMap<>(environment);
        more.put(variable, value);
        return new Shape(port, web, app, protocol, heap, application, engine, drain, sessions, more);
    }
}
