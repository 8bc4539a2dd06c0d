package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import threetier.command.deploy.Artefacts;
import threetier.command.edge.LocalAuthority;
import threetier.command.error.CommandException;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.rehearse.aws.StoredSecrets;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** What is around the nodes of a rehearsal: AWS, other sites, databases, the schema function and balancers. */
final class PlayedSite {

    private final Path templates;
    private final Map<String, String> parameters;
    private final List<Host> hosts;
    private final Workspace workspace;
    private final BiConsumer<String, String> raised;
    private final PlayedAws aws;
    private final LocalAuthority authority;
    private final EvaluatedStack deployment;
    private NameTable names;
    private final PlayedBalancers balancers;
    private final PlayedDatabases databases;
    private final EvaluatedStack named;
    private final LaunchTemplates launchTemplates;
    private final Map<String, String> secrets = new TreeMap<>();
    private List<Map<String, String>> callers;
    private NodeRoot root;

    /**
     * @param templates the folder of the templates
     * @param parameters those of the root template
     * @param scale the factor for the memory and the processors of the nodes
     * @param hosts the hosts of the network
     * @param workspace for files
     * @param raised gets the id of each resource that stands, and what it is
     */
    PlayedSite(
            Path templates,
            Map<String, String> parameters,
            double scale,
            List<Host> hosts,
            Workspace workspace,
            BiConsumer<String, String> raised) {
        this.templates = templates;
        this.hosts = hosts;
        this.workspace = workspace;
        this.raised = raised;
        aws = new PlayedAws(workspace.home().resolve("aws"));
        this.parameters = new TreeMap<>(parameters);
        this.parameters.putAll(Artefacts.into(aws.bucket(), workspace.project()));
        Map<String, Template> parsed = Template.folder(templates);
        deployment = EvaluatedStack.of(parsed, this.parameters);
        launchTemplates = new LaunchTemplates(parsed, this.parameters, scale);
        named = launchTemplates.with(this.parameters);
        names = new NameTable(deployment, hosts);
        authority = new LocalAuthority(Workspace.folder(workspace.home().resolve("authority")), names.certified());
        balancers = new PlayedBalancers(deployment, authority.site());
        databases = new PlayedDatabases(deployment, hosts, workspace.home().resolve("databases"));
    }

    /**
     * Starts everything but the nodes.
     *
     * @param nodes that exist from the start
     */
    void start(List<PlayedNode> nodes) {
        Path image = NodeRoot.made();
        authority.make();
        root = new NodeRoot(image, names.text(), authority);
        Optional<PlayedFunction> function = function();
        String outside = "addr add " + Hosts.AWS + "/24 dev eth0\naddr add " + Hosts.SITES + "/24 dev eth0\n";
        Namespaces.inHost(Hosts.INTERNET, outside);
        callers = callers(nodes, function);
        secrets.putAll(StoredSecrets.generated(named));
        secrets.putAll(databases.managed());
        aws.start(templates, parameters, callers, secrets);
        OtherSites.start(workspace.home(), authority);
        raised.accept("AWS", PlayedAws.endpoint());
        databases.start(authority.site(), raised);
        function.ifPresent(schema -> {
            Resource resource = named.resource("Schema/Schema");
            schema.create(root, workspace.target("three-tier-schema.jar"), resource);
            raised.accept(resource.id(), "the handler of " + schema.function().id() + " has succeeded");
        });
        balancers.start(hosts, Workspace.folder(workspace.home().resolve("balancers")), raised);
    }

    /** Evaluated with the ids of resources. */
    EvaluatedStack deployment() {
        return deployment;
    }

    PlayedAws aws() {
        return aws;
    }

    PlayedBalancers balancers() {
        return balancers;
    }

    PlayedDatabases databases() {
        return databases;
    }

    List<Host> hosts() {
        return hosts;
    }

    /** The availability zone of a host; empty outside the VPC. */
    String zone(Host host) {
        return host.subnet().isEmpty() ? "" : deployment.resource(host.subnet()).text("AvailabilityZone");
    }

    /**
     * Names lead only to hosts that work, and the name of the cluster to its writer.
     *
     * @param without hosts that do not work
     * @return the names, for nodes that run; new nodes get them by themselves
     */
    String rename(Set<Host> without) {
        names = new NameTable(
                deployment,
                hosts.stream().filter(host -> !without.contains(host)).toList(),
                databases.writer());
        root = new NodeRoot(root.image(), names.text(), root.authority());
        names.written(namesOfInternet());
        return names.text();
    }

    /** What all nodes have in common. */
    NodeRoot root() {
        return root;
    }

    /** The hosts of a group, each a place for one node. */
    List<Host> places(String group) {
        return hosts.stream().filter(host -> host.resource().equals(group)).toList();
    }

    /** The parameters of the root template. */
    Map<String, String> parameters() {
        return Map.copyOf(parameters);
    }

    /** AWS now knows the roles, the launch templates and the rest by other parameters. */
    void change(Map<String, String> others) {
        aws.start(templates, others, callers, secrets);
    }

    /** What its nodes are launched from. */
    LaunchTemplates launchTemplates() {
        return launchTemplates;
    }

    /**
     * A node of a group.
     *
     * @param instance the id of the instance
     * @param folder its name, for its files
     * @param version of the launch template, from 1
     */
    PlayedNode node(Host host, String instance, String folder, int version) {
        return launchTemplates.node(
                host,
                instance,
                zone(host),
                Workspace.folder(workspace.home().resolve("nodes").resolve(folder)),
                version);
    }

    /** Checks the site from the internet, by the name of its balancer. */
    void check() {
        if (deployment.behindEdge()) {
            raised.accept("check", "left out, because the edge is not played");
            return;
        }
        Program.Result result = fromInternet(
                        "threetier.command.ThreeTier",
                        "check",
                        "--cacert",
                        authority.certificate().toString(),
                        url())
                .result();
        if (result.status() != 0) {
            throw new CommandException("check " + url() + " fails: " + result.all());
        }
        raised.accept("check", url());
        result.output().lines().forEach(line -> raised.accept("", line));
    }

    /** The certificate of the authority that all clients of the site trust. */
    Path authority() {
        return authority.certificate();
    }

    /** The address of the site. */
    String url() {
        return named.outputs().get("Url");
    }

    /** A program of this command that runs in the internet, where the names of the site are known. */
    Program fromInternet(String program, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Djdk.net.hosts.file=" + names.written(namesOfInternet()),
                // Seconds for which an address is kept
                "-Dsun.net.inetaddr.ttl=5",
                "-cp",
                System.getProperty("java.class.path"),
                program));
        command.addAll(List.of(arguments));
        return Namespaces.inHost(Hosts.INTERNET, command);
    }

    private Path namesOfInternet() {
        return workspace.home().resolve("names");
    }

    private static List<Map<String, String>> callers(List<PlayedNode> nodes, Optional<PlayedFunction> function) {
        List<Map<String, String>> callers = new ArrayList<>();
        nodes.forEach(node -> callers.add(PlayedAws.caller(node.instance(), node.host(), node.zone())));
        function.ifPresent(schema -> callers.add(PlayedAws.caller(schema.id(), schema.host(), "")));
        return callers;
    }

    private Optional<PlayedFunction> function() {
        return hosts.stream()
                .filter(host -> host.resource().equals("Schema/Function"))
                .findFirst()
                .map(host -> new PlayedFunction(
                        host, named.resource(host.resource()), workspace.home().resolve("function")));
    }
}
