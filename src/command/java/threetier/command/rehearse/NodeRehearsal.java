package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import threetier.command.deploy.Artefacts;
import threetier.command.edge.LocalAuthority;
import threetier.command.error.CommandException;
import threetier.command.json.Json;
import threetier.command.process.Pause;
import threetier.command.process.Program;
import threetier.command.process.Workspace;
import threetier.command.rehearse.aws.PhysicalNames;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Plays the nodes in a network that stands: each boots and runs its user data, with balancers and AWS around it. */
final class NodeRehearsal {

    private static final int STEP = 500;

    private final Path templates;
    private final Map<String, String> parameters;
    private final List<Host> hosts;
    private final Workspace workspace;
    private final BiConsumer<String, String> raised;
    private final PlayedAws aws;
    private final LocalAuthority authority;
    private final EvaluatedStack named;
    private final EvaluatedStack deployment;
    private final NameTable names;
    private final List<PlayedNode> nodes = new ArrayList<>();
    private final PlayedBalancers balancers;

    /**
     * @param templates the folder of the templates
     * @param parameters those of the root template
     * @param hosts the hosts of the network
     * @param workspace for files
     * @param raised gets the id of each resource that stands, and what it is
     */
    NodeRehearsal(
            Path templates,
            Map<String, String> parameters,
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
        named = EvaluatedStack.of(parsed, this.parameters, new PhysicalNames());
        names = new NameTable(deployment, hosts);
        authority = new LocalAuthority(Workspace.folder(workspace.home().resolve("authority")), names.certified());
        balancers = new PlayedBalancers(deployment, nodes, authority.site());
    }

    /** @throws CommandException if a node does not signal that it is ready; the message has the end of its log */
    void play() {
        Path image = NodeRoot.made();
        authority.make();
        NodeRoot root = new NodeRoot(image, names.text(), authority);
        hosts.stream()
                .filter(host -> host.plays(deployment, "AWS::AutoScaling::AutoScalingGroup"))
                .forEach(host -> nodes.add(node(host)));
        Optional<PlayedFunction> function = function();
        String outside = "addr add " + Hosts.AWS + "/24 dev eth0\naddr add " + Hosts.SITES + "/24 dev eth0\n";
        Namespaces.inHost(Hosts.INTERNET, outside);
        PlayedDatabases databases =
                new PlayedDatabases(deployment, hosts, workspace.home().resolve("databases"));
        aws.start(templates, parameters, callers(function), databases.managed());
        OtherSites.start(workspace.home(), authority);
        raised.accept("AWS", PlayedAws.endpoint());
        databases.start(authority.site(), raised);
        function.ifPresent(schema -> {
            Resource resource = named.resource("Schema/Schema");
            schema.create(root, workspace.target("three-tier-schema.jar"), resource);
            raised.accept(resource.id(), "the handler of " + schema.function().id() + " has succeeded");
        });
        balancers.start(hosts, Workspace.folder(workspace.home().resolve("balancers")), raised);
        // CloudFormation makes the groups in the order of the stacks
        nodes.stream().map(node -> node.host().resource()).distinct().forEach(group -> {
            List<PlayedNode> members = nodes.stream()
                    .filter(node -> node.host().resource().equals(group))
                    .toList();
            members.forEach(node -> node.boot(root, PlayedAws.endpoint()));
            awaitSignals(members);
        });
        check();
    }

    /** Checks the site from the internet, by the name of its balancer. */
    private void check() {
        String url = named.outputs().get("Url");
        if (deployment.behindEdge()) {
            raised.accept("check", "left out, because the edge is not played");
            return;
        }
        Path file = workspace.home().resolve("names");
        try {
            Files.writeString(file, names.text());
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-Djdk.net.hosts.file=" + file,
                "-cp",
                System.getProperty("java.class.path"),
                "threetier.command.ThreeTier",
                "check",
                "--cacert",
                authority.certificate().toString(),
                url);
        Program.Result result = Namespaces.inHost(Hosts.INTERNET, command).result();
        if (result.status() != 0) {
            throw new CommandException("check " + url + " fails: " + result.all());
        }
        raised.accept("check", url);
        result.output().lines().forEach(line -> raised.accept("", line));
    }

    private List<Map<String, String>> callers(Optional<PlayedFunction> function) {
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

    private PlayedNode node(Host host) {
        Resource group = named.resource(host.resource());
        Object template = group.map("LaunchTemplate").get("LaunchTemplateId");
        PhysicalNames physical = new PhysicalNames();
        Map<String, Object> data = named.resources("AWS::EC2::LaunchTemplate").stream()
                .filter(launch -> physical.reference(launch.id(), launch.type()).equals(template))
                .findFirst()
                .orElseThrow(() -> new CommandException(host.resource() + " has no launch template."))
                .map("LaunchTemplateData");
        return new PlayedNode(
                host,
                PlayedNode.instance(host),
                deployment.resource(host.subnet()).text("AvailabilityZone"),
                InstanceType.of(String.valueOf(data.get("InstanceType"))),
                new String(
                        Base64.getDecoder()
                                .decode(data.getOrDefault("UserData", "").toString()),
                        StandardCharsets.UTF_8),
                Workspace.folder(workspace.home().resolve("nodes").resolve(host.name())));
    }

    private void awaitSignals(List<PlayedNode> members) {
        Set<String> open =
                members.stream().map(PlayedNode::instance).collect(Collectors.toCollection(LinkedHashSet::new));
        long start = System.nanoTime();
        while (!open.isEmpty()) {
            // A node signals before it ends
            List<PlayedNode> ended =
                    members.stream().filter(PlayedNode::hasEnded).toList();
            for (Json event : aws.events("lifecycle")) {
                if (event.text("result").equals("CONTINUE")) {
                    balancers.register(node(event.text("instance")));
                }
            }
            aws.targets(balancers.states());
            for (Json signal : aws.events("signal")) {
                PlayedNode node = node(signal.text("instance"));
                if (!signal.text("status").equals("SUCCESS")) {
                    throw failed(node, "signals a failure");
                }
                if (open.remove(node.instance())) {
                    raised.accept(node.host().resource(), node.host().name() + " " + node.instance() + " is ready");
                }
            }
            for (PlayedNode node : members) {
                if (open.contains(node.instance()) && ended.contains(node)) {
                    throw failed(node, "has ended without a signal");
                }
                if (open.contains(node.instance())
                        && System.nanoTime() - start > limit(node).toNanos()) {
                    throw failed(node, "has not signalled within " + limit(node).toMinutes() + " min");
                }
            }
            Pause.millis(STEP);
        }
    }

    private PlayedNode node(String instance) {
        return nodes.stream()
                .filter(node -> node.instance().equals(instance))
                .findFirst()
                .orElseThrow();
    }

    /** How long CloudFormation waits for the signals of a group. */
    private Duration limit(PlayedNode node) {
        Object signal = Template.map(deployment
                        .resource(node.host().resource())
                        .definition()
                        .getOrDefault("CreationPolicy", Map.of()))
                .getOrDefault("ResourceSignal", Map.of());
        return Duration.parse(
                Template.map(signal).getOrDefault("Timeout", "PT5M").toString());
    }

    private CommandException failed(PlayedNode node, String what) {
        // The node still writes its log
        Pause.millis(STEP);
        String refused = aws.events("refused").stream()
                .filter(event -> event.text("instance").equals(node.instance()))
                .map(event -> "\n  " + event.text("role") + " may not " + event.text("action") + " "
                        + event.text("resource") + ": " + event.text("cause"))
                .distinct()
                .collect(Collectors.joining());
        return new CommandException(
                node.host().resource() + ": the node " + node.host().name() + " (" + node.instance() + ") " + what + "."
                        + refused + " Its log ends with:\n" + node.lastLines());
    }
}
