package threetier.command.edge;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/** The edge in front of a stage: HAProxy for TLS and HTTP/2, and behind it a Varnish that does what CloudFront does. */
public final class Edge {

    private static final String OPTION = "--edge";
    private static final String TLS = "edge";
    private static final String CACHE = "edge-cache";
    private static final Duration LIMIT = Duration.ofSeconds(60);
    /** More than a list of the usual size, and less than a laptop misses. */
    private static final String STORAGE = "malloc,128m";

    private final Workspace workspace;
    private final Nodes nodes;
    private final EdgeDistribution distribution;
    private final LocalAuthority authority;

    /**
     * @param templates the folder with {@code edge.yaml}
     * @throws threetier.command.error.CommandException if the template has something that this edge cannot do
     */
    public Edge(Workspace workspace, Nodes nodes, Path templates) {
        this.workspace = workspace;
        this.nodes = nodes;
        distribution = EdgeDistribution.of(templates);
        authority = new LocalAuthority(workspace.work(TLS));
    }

    /**
     * Installs the programs if possible, and checks that the ports are free.
     *
     * @throws threetier.command.error.CommandException with what to do
     */
    public static void require(int httpsPort, int httpPort) {
        Tools.haproxy();
        Tools.varnish();
        Ports.require(httpsPort, OPTION);
        Ports.require(httpPort, OPTION);
    }

    /** The templates of the project. */
    public static Path templates(Workspace workspace) {
        return workspace.project().resolve("cloudformation");
    }

    /** The certificate of the authority of the stage in this workspace; it need not exist. */
    public static Path authority(Workspace workspace) {
        return new LocalAuthority(workspace.work(TLS)).certificate();
    }

    /** The authority that signed the certificate of the edge. */
    public Path authority() {
        return authority.certificate();
    }

    /** What the edge does with which request. */
    public EdgeDistribution distribution() {
        return distribution;
    }

    /**
     * Starts the edge in front of a running site.
     *
     * @return a line for the user
     */
    public String startAt(int httpsPort) {
        String url = start(httpsPort, httpsPort + 1, nodes.entrance("web").port());
        return "edge: " + url + "  (curl --cacert " + authority() + " " + url + ")";
    }

    /**
     * Starts the edge.
     *
     * @param httpsPort the port for clients
     * @param httpPort the port that redirects clients without TLS
     * @param sitePort the port of the origin: the balancer, or the only web node
     * @return the address for clients, without a trailing slash
     * @throws threetier.command.error.CommandException if a program does not start
     */
    public String start(int httpsPort, int httpPort, int sitePort) {
        require(httpsPort, httpPort);
        authority.make();
        int cachePort = Ports.free();
        int pagesPort = Ports.free();
        Map<String, Integer> ports = new HashMap<>();
        distribution.origins().forEach(origin -> ports.put(origin.id(), origin.pages() ? pagesPort : sitePort));
        cache(cachePort, new Vcl(distribution, ports, httpsPort));
        front(new TlsFront(distribution, httpsPort, httpPort, cachePort, pagesPort));
        return "https://127.0.0.1:" + httpsPort;
    }

    /** Stops the edge. It also ends with the stage. */
    public void stop() {
        nodes.tier(Nodes.EDGE).forEach(node -> {
            node.stopAtOnce(Nodes.grace(node.tier()));
            nodes.remove(node);
        });
    }

    private void cache(int port, Vcl vcl) {
        Path file = workspace.work(CACHE).resolve("edge.vcl");
        write(file, vcl.text() + read(workspace.project().resolve("src/command/varnish/edge.vcl")));
        Path folder = workspace.work(CACHE).resolve("varnish");
        Program varnish = new Program(
                Tools.varnish().toString(),
                "-F",
                // Without this option, Varnish run by root becomes another user, who cannot enter a private folder
                "-j",
                "none",
                "-n",
                folder.toString(),
                "-f",
                file.toString(),
                "-a",
                "edge=127.0.0.1:" + port + ",PROXY",
                // No port for commands
                "-T",
                "none",
                "-s",
                STORAGE,
                // An answer is compressed by the site, or by HAProxy as the template says
                "-p",
                "http_gzip_support=off",
                "-p",
                "default_ttl=0",
                "-p",
                "default_grace=0",
                // The site has limits of its own for the size of a request
                "-p",
                "http_req_hdr_len=65536",
                "-p",
                "http_req_size=98304",
                "-p",
                "http_max_hdr=128",
                "-p",
                "workspace_client=262144",
                "-p",
                "workspace_backend=262144",
                "-p",
                "thread_pools=1",
                "-p",
                "vsl_space=16m");
        started(varnish, CACHE, "Varnish", port);
    }

    private void front(TlsFront front) {
        Path folder = Workspace.folder(workspace.work(TLS).resolve("pages"));
        Map<String, ErrorPages.Header> files = new ErrorPages(workspace.project()).write(folder);
        Path file = workspace.work(TLS).resolve("edge.cfg");
        write(file, front.text(authority.site(), folder, files));
        Program haproxy = new Program(Tools.haproxy().toString(), "-db", "-f", file.toString());
        started(haproxy, TLS, "HAProxy", front.httpsPort());
    }

    private void started(Program program, String name, String role, int port) {
        Node node = nodes.start(program, Nodes.EDGE, name, role, port);
        node.awaitReady(LIMIT, List.of(workspace.log(name)), () -> Ports.isAnswered(port));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static void write(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
