package threetier.command.edge;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import threetier.command.error.CommandException;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * The distribution of {@code cloudformation/edge.yaml}.
 *
 * @param behaviours in the order in which they apply; the last one is for all other paths
 * @param pages the path of the page that replaces an answer with this status
 * @param oldestTls the oldest version of TLS, in HAProxy's words
 */
public record EdgeDistribution(
        List<EdgeOrigin> origins, List<EdgeBehaviour> behaviours, Map<Integer, String> pages, String oldestTls) {

    /** Any values: the distribution does not depend on them. */
    private static final Map<String, String> PARAMETERS = Map.of(
            "Balancers",
            "internal",
            "DomainName",
            "www.example.org",
            "CloudFrontAddresses",
            "pl-1",
            "CertificateArn",
            "arn:aws:acm:eu-central-1:111122223333:certificate/1",
            "Edge.EdgeCertificateArn",
            "arn:aws:acm:us-east-1:111122223333:certificate/1");

    /**
     * @param templates the folder of the templates
     * @throws CommandException if the templates have something that the edge of a stage cannot do
     */
    public static EdgeDistribution of(Path templates) {
        try {
            Map<String, Template> all = Template.folder(templates);
            Map<String, Object> managed = all.get(EvaluatedStack.EDGE).section("Mappings").entrySet().stream()
                    .filter(mapping -> mapping.getKey().equals("Managed"))
                    .map(mapping -> Template.map(mapping.getValue()))
                    .findFirst()
                    .orElse(Map.of());
            return of(EvaluatedStack.of(all, PARAMETERS), managed);
        } catch (IllegalArgumentException unknown) {
            throw new CommandException(
                    "The edge cannot be made from " + templates.resolve(EvaluatedStack.EDGE) + ": "
                            + unknown.getMessage(),
                    unknown);
        }
    }

    private static EdgeDistribution of(EvaluatedStack stack, Map<String, Object> managed) {
        Map<String, Object> config = stack.resource("Edge/Distribution").map("DistributionConfig");
        Map<String, EdgeOrigin> origins = maps(config.get("Origins"))
                .map(EdgeOrigin::of)
                .collect(
                        Collectors.toMap(EdgeOrigin::id, Function.identity(), (one, other) -> one, LinkedHashMap::new));
        List<EdgeBehaviour> behaviours = new ArrayList<>();
        Stream.concat(maps(config.get("CacheBehaviors")), Stream.of(Template.map(config.get("DefaultCacheBehavior"))))
                .forEach(one -> behaviours.add(behaviour(one, origins, stack, managed)));
        Map<Integer, String> pages = new LinkedHashMap<>();
        maps(config.get("CustomErrorResponses"))
                .filter(error -> error.containsKey("ResponsePagePath"))
                .forEach(error -> pages.put(
                        Integer.valueOf(error.get("ErrorCode").toString()),
                        error.get("ResponsePagePath").toString()));
        String tls = Template.map(config.get("ViewerCertificate"))
                .get("MinimumProtocolVersion")
                .toString();
        return new EdgeDistribution(List.copyOf(origins.values()), behaviours, pages, tls.replaceFirst("_.*", ""));
    }

    private static EdgeBehaviour behaviour(
            Map<String, Object> behaviour,
            Map<String, EdgeOrigin> origins,
            EvaluatedStack stack,
            Map<String, Object> managed) {
        String policy = behaviour.get("CachePolicyId").toString();
        String security = String.valueOf(
                Template.map(managed.getOrDefault("ResponseHeaders", Map.of())).get("Security"));
        return new EdgeBehaviour(
                behaviour.getOrDefault("PathPattern", "").toString(),
                origins.get(behaviour.get("TargetOriginId").toString()),
                Resource.items(behaviour.get("AllowedMethods")),
                !"allow-all".equals(behaviour.get("ViewerProtocolPolicy")),
                "true".equals(String.valueOf(behaviour.get("Compress"))),
                security.equals(behaviour.get("ResponseHeadersPolicyId")),
                policy.startsWith("Edge/") ? CachePolicy.of(stack.resource(policy)) : managedPolicy(policy, managed));
    }

    /** A policy of AWS. The template names them, because AWS gives them ids. */
    private static CachePolicy managedPolicy(String id, Map<String, Object> managed) {
        String name = Template.map(managed.getOrDefault("Cache", Map.of())).entrySet().stream()
                .filter(policy -> policy.getValue().equals(id))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse(id);
        return switch (name) {
            case "Disabled" -> CachePolicy.NOTHING;
            case "Optimized" -> CachePolicy.OPTIMIZED;
            default -> throw new IllegalArgumentException("the cache policy " + name + " is not known");
        };
    }

    private static Stream<Map<String, Object>> maps(Object list) {
        return list == null ? Stream.empty() : Template.list(list).stream().map(Template::map);
    }

    /** Whether the edge may store answers for a path. */
    public boolean stores(String path) {
        return behaviour(path).policy().stores();
    }

    /** The behaviour for a path. */
    private EdgeBehaviour behaviour(String path) {
        return behaviours.stream()
                .filter(one -> path.matches(one.pattern().isEmpty() ? "(?s).*" : one.paths()))
                .findFirst()
                .orElseThrow();
    }
}
