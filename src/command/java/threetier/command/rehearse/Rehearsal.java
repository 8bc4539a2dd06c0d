package threetier.command.rehearse;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.yaml.snakeyaml.error.YAMLException;
import threetier.command.error.CommandException;
import threetier.command.process.Lock;
import threetier.command.process.Shutdown;
import threetier.command.process.Workspace;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/** Plays the network of the templates on this machine, and tries every connection. */
public final class Rehearsal {

    /** The types that are played. {@code docs/rehearsal.md} says how, and what happens to the others. */
    public static final Set<String> PLAYED = Set.of(
            "AWS::AutoScaling::AutoScalingGroup",
            "AWS::CloudFormation::Stack",
            "AWS::EC2::EIP",
            "AWS::EC2::InternetGateway",
            "AWS::EC2::LaunchTemplate",
            "AWS::EC2::NatGateway",
            "AWS::EC2::Route",
            "AWS::EC2::RouteTable",
            "AWS::EC2::SecurityGroup",
            "AWS::EC2::SecurityGroupEgress",
            "AWS::EC2::SecurityGroupIngress",
            "AWS::EC2::Subnet",
            "AWS::EC2::SubnetRouteTableAssociation",
            "AWS::EC2::VPC",
            "AWS::EC2::VPCGatewayAttachment",
            "AWS::ElasticLoadBalancingV2::LoadBalancer",
            "AWS::Lambda::Function",
            "AWS::RDS::DBCluster",
            "AWS::RDS::DBInstance",
            "AWS::RDS::DBSubnetGroup");

    /** The types that are played too if the nodes are. */
    public static final Set<String> PLAYED_WITH_NODES = Set.of(
            "AWS::ElasticLoadBalancingV2::Listener",
            "AWS::ElasticLoadBalancingV2::ListenerRule",
            "AWS::ElasticLoadBalancingV2::TargetGroup",
            "AWS::IAM::InstanceProfile",
            "AWS::IAM::Role",
            "AWS::Logs::LogGroup",
            "AWS::SecretsManager::Secret",
            "Custom::Schema");

    static final String WORKSPACE = "rehearsal";

    private final Consumer<String> say;
    private final Set<String> played = new TreeSet<>(PLAYED);
    private final long start = System.nanoTime();

    /** @param say gets each line of the report */
    public Rehearsal(Consumer<String> say) {
        this.say = say;
    }

    /** Removes what an earlier rehearsal has kept. */
    public void remove() {
        Namespaces.require();
        alone(() -> {
            int count = Namespaces.present().size();
            removeAll();
            say.accept(count == 0 ? "there is nothing to remove" : "removed: " + count + " network namespaces");
            return true;
        });
    }

    /**
     * Plays the network and removes it again, also after a failure or Ctrl-C. First it removes what an earlier
     * rehearsal has left.
     *
     * @param folder of the templates
     * @param parameters those of the root template
     * @param keep whether the network stays
     * @return whether exactly the drawn connections are possible
     * @throws CommandException if the templates cannot be evaluated or played, or this machine cannot play them
     */
    public boolean runNetwork(Path folder, Map<String, String> parameters, boolean keep) {
        return run(parsed(folder), parameters, keep, network -> {});
    }

    /**
     * Plays the network like {@link #runNetwork}, and before the trial of its connections the nodes: each boots and
     * runs its user data.
     *
     * @param scale the factor for the memory and the processors of the nodes
     */
    public boolean runWithNodes(Path folder, Map<String, String> parameters, double scale, boolean keep) {
        played.addAll(PLAYED_WITH_NODES);
        Map<String, Template> templates = parsed(folder);
        return run(templates, parameters, keep, network -> {
            Workspace workspace = Workspace.beside(WORKSPACE);
            try {
                PlayedSite site = new PlayedSite(folder, parameters, scale, network.hosts(), workspace, this::raised);
                new NodeRehearsal(site, network.hosts(), this::raised).play();
            } catch (CommandException failure) {
                throw Shutdown.begun() ? failure : explained(failure, evaluated(templates, parameters), network);
            }
            Namespaces.endProcesses();
        });
    }

    static CommandException explained(CommandException failure, EvaluatedStack deployment, PlayedNetwork network) {
        Path home = Workspace.beside(WORKSPACE).home();
        return new CommandException(
                failure.getMessage().stripTrailing() + new Diagnosis(deployment, network, home).text(), failure);
    }

    private boolean run(
            Map<String, Template> templates,
            Map<String, String> parameters,
            boolean keep,
            Consumer<PlayedNetwork> before) {
        EvaluatedStack deployment = evaluated(templates, parameters);
        return raised(keep, () -> play(deployment, before));
    }

    /** Removes what is left, plays, and removes everything again, unless it is kept. */
    boolean raised(boolean keep, BooleanSupplier play) {
        Namespaces.require();
        return alone(() -> {
            removeAll();
            Thread hook = Shutdown.then(Rehearsal::removeAll);
            boolean stays = false;
            try {
                boolean good = play.getAsBoolean();
                stays = keep;
                return good;
            } finally {
                if (!Shutdown.begun()) {
                    Runtime.getRuntime().removeShutdownHook(hook);
                    end(stays);
                }
            }
        });
    }

    static Map<String, Template> parsed(Path folder) {
        try {
            return Template.folder(folder);
        } catch (YAMLException wrong) {
            throw new CommandException("A template is not YAML: " + wrong.getMessage(), wrong);
        }
    }

    /**
     * Evaluates the templates.
     *
     * @throws CommandException with the place if that is not possible
     */
    static EvaluatedStack evaluated(Map<String, Template> templates, Map<String, String> parameters) {
        try {
            return EvaluatedStack.of(templates, parameters);
        } catch (IllegalArgumentException wrong) {
            throw new CommandException("The templates cannot be evaluated: " + wrong.getMessage(), wrong);
        }
    }

    private boolean play(EvaluatedStack deployment, Consumer<PlayedNetwork> before) {
        Workspace workspace = Workspace.fresh(WORKSPACE);
        PlayedNetwork network = new PlayedNetwork(deployment, this::raised);
        network.raise();
        before.accept(network);
        Attempts attempts = new Attempts(deployment, network.hosts(), network.rules());
        Map<Host, List<Attempt>> all = attempts.all();
        Map<Attempt, String> answers = new Trial(Workspace.folder(workspace.home()), all).answers(attempts.ports());
        List<Attempt> tried = all.values().stream().flatMap(List::stream).toList();
        Comparison comparison = new Comparison(network, tried, answers);
        raised("reachability", tried.size() + " connections tried between " + all.size() + " hosts");
        say.accept("");
        comparison.table().forEach(say);
        say.accept("");
        List<String> differences = comparison.differences();
        differences.forEach(difference -> say.accept("FAILED " + difference));
        say.accept(notPlayed(deployment));
        say.accept(
                differences.isEmpty()
                        ? "What is drawn in docs/aws.md connects, and all else is dropped."
                        : "The network is not the one that docs/aws.md draws: " + differences.size() + " differences.");
        return differences.isEmpty();
    }

    private String notPlayed(EvaluatedStack deployment) {
        Set<String> types = new TreeSet<>();
        List<Resource> resources = deployment.resources();
        resources.stream()
                .map(Resource::type)
                .filter(type -> !played.contains(type))
                .forEach(types::add);
        long count = resources.stream()
                .filter(resource -> played.contains(resource.type()))
                .count();
        return "played: " + count + " of " + resources.size() + " resources"
                + (played.size() > PLAYED.size() ? "" : ", as network only") + "; not played: "
                + types.size() + " types (docs/rehearsal.md)";
    }

    private void end(boolean stays) {
        if (stays) {
            say.accept("kept: see \"ip netns\"; to remove it: ./three-tier rehearse --remove");
            NodeRemains.remove(Workspace.beside(WORKSPACE).home());
        } else {
            removeAll();
        }
    }

    private static void removeAll() {
        Namespaces.remove();
        NodeRemains.remove(Workspace.beside(WORKSPACE).home());
    }

    /** Says that something stands, or happens. */
    void raised(String resource, String what) {
        say.accept("%5d s  %-40s %s".formatted((System.nanoTime() - start) / 1_000_000_000, resource, what));
    }

    private static boolean alone(Supplier<Boolean> change) {
        return Lock.exclusively(Namespaces.FOLDER, "Another rehearsal is running on this machine.", change);
    }
}
