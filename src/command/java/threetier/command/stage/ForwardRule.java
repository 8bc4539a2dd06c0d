package threetier.command.stage;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * A rule of the listener of the public balancer, in the language of HAProxy. Conditions and rewrites are those of the
 * templates (cloudformation/entrance.yaml). Like the balancer on AWS, HAProxy ignores the case of a host, but not that
 * of a path, and compares the path as the client has written it.
 *
 * @param name of the backend
 * @param condition a condition of HAProxy
 * @param rewrites what HAProxy does with the URL of a request
 * @param targets the nodes to which the rule leads
 */
record ForwardRule(String name, String condition, List<String> rewrites, List<Node> targets) {

    private static final String LISTENER = "Web/HttpListener";

    /**
     * The rule that leads to a second application.
     *
     * @param parameters the parameters of {@code application.yaml} that a user would give
     * @throws CommandException if the templates have a rule that this class does not know
     */
    static ForwardRule of(Map<String, Template> templates, Map<String, String> parameters, Node target) {
        Map<String, String> prefixed = parameters.entrySet().stream()
                .collect(Collectors.toMap(parameter -> "Beside." + parameter.getKey(), Map.Entry::getValue));
        Resource rule =
                EvaluatedStack.of(templates, prefixed).resources("AWS::ElasticLoadBalancingV2::ListenerRule").stream()
                        .filter(found -> found.id().startsWith(EvaluatedStack.BESIDE)
                                && found.text("ListenerArn").equals(LISTENER))
                        .findFirst()
                        .orElseThrow(() ->
                                new CommandException("cloudformation/entrance.yaml has no rule for the listener."));
        return new ForwardRule(
                target.name(),
                rule.maps("Conditions").stream().map(ForwardRule::condition).collect(Collectors.joining(" ")),
                rule.maps("Transforms").stream()
                        .flatMap(transform ->
                                Template.list(Template.map(transform.getOrDefault("UrlRewriteConfig", Map.of()))
                                                .getOrDefault("Rewrites", List.of()))
                                        .stream())
                        .map(Template::map)
                        .map(ForwardRule::rewrite)
                        .toList(),
                List.of(target));
    }

    private static String condition(Map<String, Object> condition) {
        String field = condition.get("Field").toString();
        return switch (field) {
            case "host-header" ->
                "{ req.hdr(host),field(1,:) -i -m reg " + patterns(condition, "HostHeaderConfig") + " }";
            case "path-pattern" -> "{ path -m reg " + patterns(condition, "PathPatternConfig") + " }";
            default -> throw new CommandException("up --apps does not know the condition " + field + " of a listener.");
        };
    }

    /** The wildcards * and ? of the balancer as one regular expression. */
    private static String patterns(Map<String, Object> condition, String configuration) {
        return Resource.items(Template.map(condition.get(configuration)).get("Values")).stream()
                .map(value ->
                        value.replaceAll("[^\\w/*?-]", "[$0]").replace("?", ".").replace("*", ".*"))
                .collect(Collectors.joining("|", "'^(", ")$'"));
    }

    private static String rewrite(Map<String, Object> rewrite) {
        return "http-request replace-pathq '" + rewrite.get("Regex") + "' '"
                + rewrite.get("Replace").toString().replaceAll("\\$(\\d)", "\\\\$1") + "'";
    }
}
