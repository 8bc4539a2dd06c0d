package threetier.command.template;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The resources of the root template and of its nested stacks, evaluated for given parameters. */
public final class EvaluatedStack {

    public static final String ROOT = "three-tier.yaml";
    /** The stack that {@code ./three-tier deploy --edge} deploys after the root stack. */
    public static final String EDGE = "edge.yaml";

    /** The stack that {@code ./three-tier deploy --standby} deploys beside the root stack of the first region. */
    public static final String GLOBAL = "global.yaml";
    /** The stack that {@code ./three-tier deploy --beside} deploys beside the root stack: a second application. */
    public static final String APPLICATION = "application.yaml";

    private static final String EDGE_PARAMETER = "Edge.";
    private static final String APPLICATION_PARAMETER = "Beside.";
    /** The prefix of the ids of the resources of a second application. */
    public static final String BESIDE = "Beside/";

    private final Map<String, Template> templates;
    private final ResourceNames names;
    private final Map<String, Resource> resources = new LinkedHashMap<>();
    private final Map<String, String> outputs = new TreeMap<>();
    private final Map<String, Object> given = new TreeMap<>();
    private final Map<String, Object> givenToEdge = new TreeMap<>();
    private final Map<String, Object> givenToApplication = new TreeMap<>();
    private final Map<String, Map<String, String>> outputsOfNested = new TreeMap<>();

    private EvaluatedStack(Map<String, Template> templates, ResourceNames names) {
        this.templates = templates;
        this.names = names;
    }

    /** Evaluates the templates so that a reference to a resource is its id. */
    public static EvaluatedStack of(Map<String, Template> templates, Map<String, String> parameters) {
        return of(templates, parameters, ResourceNames.IDS);
    }

    /**
     * @param parameters those of the root template; with the prefix "Edge.", those of the stack of the edge; with the
     *     prefix "Beside.", those of a second application, which exists if there is any of them
     * @param names what references to resources become
     * @throws IllegalArgumentException if a template cannot be evaluated; the message names the place
     */
    public static EvaluatedStack of(
            Map<String, Template> templates, Map<String, String> parameters, ResourceNames names) {
        Map<String, Object> values = new TreeMap<>(DeployedParameters.GIVEN);
        values.putAll(parameters);
        values.keySet().removeIf(name -> name.startsWith(EDGE_PARAMETER) || name.startsWith(APPLICATION_PARAMETER));
        EvaluatedStack deployment = new EvaluatedStack(templates, names);
        deployment.given.putAll(values);
        deployment.outputs.putAll(deployment.deploy(ROOT, "", values));
        if (!deployment.parameter("Balancers").equals("public")) {
            deployment.deploy(EDGE, "Edge/", deployment.ofEdge(parameters));
        }
        if (deployment.firstOfTwo()) {
            deployment.deploy(
                    GLOBAL,
                    "Global/",
                    GlobalParameters.of(deployment::parameter, deployment.https(), deployment.outputs));
        }
        if (parameters.keySet().stream().anyMatch(name -> name.startsWith(APPLICATION_PARAMETER))) {
            deployment.deploy(APPLICATION, BESIDE, deployment.ofApplication(parameters));
        }
        return deployment;
    }

    /** Whether this is the first of two regions. */
    public boolean firstOfTwo() {
        return !parameter("GlobalCluster").isEmpty()
                && parameter("ReplicatedSecrets").isEmpty();
    }

    /** The parameters of the second application: the given ones, and those that the command fills in. */
    private Map<String, Object> ofApplication(Map<String, String> parameters) {
        Map<String, Object> values = new TreeMap<>(DeployedParameters.GIVEN);
        values.keySet()
                .retainAll(templates.get(APPLICATION).section("Parameters").keySet());
        values.putAll(
                SharedResources.parameters(this::parameter, stack -> outputsOfNested.getOrDefault(stack, Map.of())));
        values.put("Beside", "stack");
        values.put("Priority", "100");
        values.put("Database", "besideshop");
        values.put("LogDays", parameter("LogDays"));
        parameters.forEach((name, value) -> {
            if (name.startsWith(APPLICATION_PARAMETER)) {
                values.put(name.substring(APPLICATION_PARAMETER.length()), value);
            }
        });
        givenToApplication.putAll(values);
        return values;
    }

    /** The parameters of the edge: the given ones, and those that the command fills in. */
    private Map<String, Object> ofEdge(Map<String, String> parameters) {
        Map<String, Object> values = new TreeMap<>();
        values.put("Stack", "stack");
        values.put("Origin", outputs.get("Origin"));
        values.put("OriginSlot", "a");
        values.put("EdgeCertificateArn", "");
        List.of("DomainName", "OtherName", "HostedZoneId", "AlarmEmail", "LogDays")
                .forEach(name -> values.put(name, parameter(name)));
        parameters.forEach((name, value) -> {
            if (name.startsWith(EDGE_PARAMETER)) {
                values.put(name.substring(EDGE_PARAMETER.length()), value);
            }
        });
        givenToEdge.putAll(values);
        return values;
    }

    /** A given parameter of the second application; empty if it has its default. */
    public String applicationParameter(String name) {
        return givenToApplication.getOrDefault(name, "").toString();
    }

    /** A given parameter of the stack of the edge; empty if it has its default. */
    public String edgeParameter(String name) {
        return givenToEdge.getOrDefault(name, "").toString();
    }

    /** Whether the site has a certificate. */
    public boolean https() {
        return !parameter("CertificateArn").isEmpty()
                || !parameter("HostedZoneId").isEmpty();
    }

    /** The name of the site, and its other name if it has one. */
    public List<String> names() {
        return Stream.of("DomainName", "OtherName")
                .map(this::parameter)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Whether CloudFront is in front of the site. */
    public boolean behindEdge() {
        return !parameter("Balancers").equals("public");
    }

    /** The stacks with a balancer in front of the web tier. */
    public List<String> entrances() {
        return switch (parameter("Balancers")) {
            case "public" -> List.of("Web");
            case "internal" -> List.of("Origin");
            default -> List.of("Web", "Origin");
        };
    }

    public List<Resource> resources(String type) {
        return resources.values().stream()
                .filter(resource -> resource.type().equals(type))
                .toList();
    }

    public List<Resource> resources() {
        return List.copyOf(resources.values());
    }

    public Resource resource(String id) {
        if (!resources.containsKey(id)) {
            throw new IllegalArgumentException("There is no " + id);
        }
        return resources.get(id);
    }

    /** The value of a parameter of the root template. */
    public String parameter(String name) {
        return given.getOrDefault(name, templates.get(ROOT).parameter(name).get("Default"))
                .toString();
    }

    public Map<String, String> outputs() {
        return outputs;
    }

    private Map<String, String> deploy(String file, String path, Map<String, Object> parameters) {
        Template template = templates.get(file);
        if (template == null) {
            throw new IllegalArgumentException(path + ": there is no template " + file);
        }
        Scope scope = new Scope(template, path, parameters, names);
        for (String id : inOrder(template)) {
            Map<String, Object> definition = template.resource(id);
            if (!scope.holds(definition.get("Condition"))) {
                continue;
            }
            Map<String, Object> properties = Template.map(scope.value(definition.getOrDefault("Properties", Map.of())));
            Map<String, Object> attributes = new LinkedHashMap<>(definition);
            attributes.remove("Properties");
            resources.put(
                    path + id,
                    new Resource(
                            path + id,
                            definition.get("Type").toString(),
                            properties,
                            Template.map(scope.value(attributes))));
            if (definition.get("Type").equals("AWS::CloudFormation::Stack")) {
                Map<String, Object> values =
                        new TreeMap<>(Template.map(properties.getOrDefault("Parameters", Map.of())));
                Map<String, String> result =
                        deploy(properties.get("TemplateURL").toString(), path + id + "/", values);
                outputsOfNested.put(path + id, result);
                scope.stack(id, result);
            }
        }
        Map<String, String> result = new TreeMap<>();
        template.section("Outputs").forEach((name, output) -> {
            if (scope.holds(Template.map(output).get("Condition"))) {
                result.put(name, scope.value(Template.map(output).get("Value")).toString());
            }
        });
        return result;
    }

    /** Orders the resources so that each comes after the nested stacks whose outputs it uses. */
    private static List<String> inOrder(Template template) {
        List<String> ordered = new ArrayList<>();
        template.section("Resources").keySet().forEach(id -> visit(template, id, ordered, new ArrayList<>()));
        return ordered;
    }

    private static void visit(Template template, String id, List<String> ordered, List<String> path) {
        if (ordered.contains(id)) {
            return;
        }
        if (path.contains(id)) {
            throw new IllegalArgumentException(
                    template.name() + ": " + String.join(" → ", path) + " → " + id + " is a cycle");
        }
        path.add(id);
        References.in(template.resource(id)).stream()
                .map(References.Reference::target)
                .filter(template.section("Resources")::containsKey)
                .forEach(target -> visit(template, target, ordered, path));
        path.remove(id);
        ordered.add(id);
    }
}
