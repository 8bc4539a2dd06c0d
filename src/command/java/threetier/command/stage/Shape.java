package threetier.command.stage;

import java.time.Duration;
import java.util.Locale;
import threetier.command.database.Engine;
import threetier.command.database.Engines;

/**
 * What a stage is made of.
 *
 * @param port of the site; 0 takes any that is free
 * @param web number of httpd nodes, from 1; more than one stand behind a balancer
 * @param app number of Payara Micro nodes, from 1; more than one stand behind a balancer
 * @param protocol between web and app tier
 * @param heap largest Java heap of an app node, like {@code 512m}
 * @param application null for that of this project
 * @param engine of the databases
 * @param drain how long a node behind a balancer serves on when it is asked to stop
 */
public record Shape(
        int port,
        int web,
        int app,
        Protocol protocol,
        String heap,
        Application application,
        Engine.Kind engine,
        Duration drain) {

    /** The usual time to serve on: the balancers here look every second. */
    public static final Duration DRAIN = Duration.ofSeconds(20);

    /** What httpd speaks to the app tier. */
    public enum Protocol {
        HTTP,
        AJP;

        /** The scheme of an address for it. */
        String scheme() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** This project's application on MariaDB, with HTTP between the upper tiers, on any free port. */
    public static Shape of(int web, int app, String heap) {
        return new Shape(0, web, app, Protocol.HTTP, heap, null, Engines.MARIADB, DRAIN);
    }

    /** How long one of so many nodes serves on. Where a node stands alone nobody takes over, so it does not wait. */
    Duration drain(int nodes) {
        return nodes > 1 ? drain : Duration.ZERO;
    }

    /** The same with another protocol between the upper tiers. */
    public Shape over(Protocol other) {
        return new Shape(port, web, app, other, heap, application, engine, drain);
    }

    /** The same with another application. */
    public Shape running(Application other) {
        return new Shape(port, web, app, protocol, heap, other, engine, drain);
    }

    /** The same on another port. */
    public Shape at(int other) {
        return new Shape(other, web, app, protocol, heap, application, engine, drain);
    }

    /** The same with nodes that serve on for another time. */
    public Shape draining(Duration other) {
        return new Shape(port, web, app, protocol, heap, application, engine, other);
    }

    /** The same on another engine. */
    public Shape on(Engine.Kind other) {
        return new Shape(port, web, app, protocol, heap, application, other, drain);
    }
}
