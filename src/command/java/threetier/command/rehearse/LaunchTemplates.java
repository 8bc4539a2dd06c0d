package threetier.command.rehearse;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import threetier.command.error.CommandException;
import threetier.command.rehearse.aws.PhysicalNames;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** The launch templates of the groups, in all of their versions. */
final class LaunchTemplates {

    private final Map<String, Template> templates;
    private final double scale;
    private final EvaluatedStack first;
    /** The later versions of the launch template of each group, by the id of the group and the version. */
    private final Map<String, EvaluatedStack> versions = new TreeMap<>();

    /**
     * @param parameters those of the root template for the first version
     * @param scale the factor for the memory and the processors of the nodes
     */
    LaunchTemplates(Map<String, Template> templates, Map<String, String> parameters, double scale) {
        this.templates = templates;
        this.scale = scale;
        first = with(parameters);
    }

    /** What the templates declare with other parameters, with the names that AWS gives. */
    EvaluatedStack with(Map<String, String> parameters) {
        return EvaluatedStack.of(templates, parameters, new PhysicalNames());
    }

    /** From now on, nodes of this version of a group are launched as this stack says. */
    void add(String group, int version, EvaluatedStack stack) {
        versions.put(group + " " + version, stack);
    }

    /** The data of the launch template of a group. */
    static Map<String, Object> data(EvaluatedStack stack, String group) {
        Object template = stack.resource(group).map("LaunchTemplate").get("LaunchTemplateId");
        PhysicalNames physical = new PhysicalNames();
        return stack.resources("AWS::EC2::LaunchTemplate").stream()
                .filter(launch -> physical.reference(launch.id(), launch.type()).equals(template))
                .findFirst()
                .orElseThrow(() -> new CommandException(group + " has no launch template."))
                .map("LaunchTemplateData");
    }

    /**
     * A node of a group.
     *
     * @param instance the id of the instance
     * @param zone its availability zone
     * @param folder for its files
     * @param version of the launch template, from 1
     */
    PlayedNode node(Host host, String instance, String zone, Path folder, int version) {
        Map<String, Object> data = data(versions.getOrDefault(host.resource() + " " + version, first), host.resource());
        return new PlayedNode(
                host,
                instance,
                zone,
                InstanceType.of(String.valueOf(data.get("InstanceType"))).times(scale),
                new String(
                        Base64.getDecoder()
                                .decode(data.getOrDefault("UserData", "").toString()),
                        StandardCharsets.UTF_8),
                folder);
    }
}
