package threetier.stage;

/**
 * What a stage is made of.
 *
 * @param port of the site; 0 takes any that is free
 * @param web number of httpd nodes, from 1; more than one stand behind a balancer
 * @param app number of Payara Micro nodes, from 1; more than one stand behind a balancer
 * @param protocol between web and app tier
 * @param heap largest Java heap of an app node, like {@code 512m}
 * @param application null for that of this project
 */
public record Shape(int port, int web, int app, Protocol protocol, String heap, Application application) {

    /** What httpd speaks to the app tier. */
    public enum Protocol {
        HTTP,
        AJP
    }

    public Shape(int port, int web, int app, Protocol protocol, String heap) {
        this(port, web, app, protocol, heap, null);
    }

    /** The same with another application. */
    Shape running(Application other) {
        return new Shape(port, web, app, protocol, heap, other);
    }

    /** Several nodes in the upper tiers, with HTTP between them, on any free port. */
    public static Shape several(int web, int app, String heap) {
        return new Shape(0, web, app, Protocol.HTTP, heap, null);
    }

    /** One node in each tier, on any free port. */
    static Shape plain(String heap) {
        return new Shape(0, 1, 1, Protocol.HTTP, heap);
    }
}
