package threetier.command.rehearse.aws;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;
import threetier.command.template.Resource;
import threetier.command.template.Template;

/**
 * A statement of a policy, as far as the templates use the language. Everything else is an error, so that a statement
 * never allows more than AWS would.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_grammar.html">The grammar</a>
 */
final class PolicyStatement {

    private static final Set<String> KNOWN = Set.of("Sid", "Effect", "Principal", "Action", "Resource", "Condition");
    /** The parts of an ARN; a wildcard matches within one of them only. */
    private static final int PARTS = 6;

    private final String place;
    private final boolean deny;
    private final Object principal;
    private final List<String> actions;
    private final List<String> resources;
    private final List<Check> checks = new ArrayList<>();

    private record Check(String operator, String key, List<String> values) {}

    /**
     * @param place the resource that has the policy, for messages
     * @throws CommandException if the statement has something that this class does not know
     */
    PolicyStatement(String place, Map<String, Object> statement) {
        this.place = place;
        statement.keySet().stream().filter(key -> !KNOWN.contains(key)).forEach(key -> {
            throw unknown(key);
        });
        String effect = String.valueOf(statement.get("Effect"));
        if (!Set.of("Allow", "Deny").contains(effect)) {
            throw unknown("Effect " + effect);
        }
        deny = effect.equals("Deny");
        principal = statement.get("Principal");
        actions = Resource.items(statement.get("Action"));
        resources = Resource.items(statement.get("Resource"));
        resources.stream().filter(resource -> resource.contains("${")).forEach(resource -> {
            throw unknown("variable in " + resource);
        });
        Template.map(statement.getOrDefault("Condition", Map.of()))
                .forEach((operator, tests) -> Template.map(tests)
                        .forEach((key, values) -> checks.add(check(operator, key, Resource.items(values)))));
    }

    boolean denies() {
        return deny;
    }

    String place() {
        return place;
    }

    /** Whether this statement is about the action on the resource, under the conditions that the context meets. */
    boolean matches(String action, String resource, Map<String, String> context) {
        return actions.stream()
                        .anyMatch(pattern -> like(pattern.toLowerCase(Locale.ROOT), action.toLowerCase(Locale.ROOT)))
                && resources.stream().anyMatch(pattern -> isArnLike(pattern, resource))
                && checks.stream().allMatch(check -> holds(check, context.get(check.key())));
    }

    /** Whether this statement of a resource's policy is about this role. */
    boolean isFor(String roleArn) {
        if (principal instanceof Map<?, ?> map) {
            return Resource.items(map.get("AWS")).stream().anyMatch(arn -> arn.equals("*") || arn.equals(roleArn));
        }
        return "*".equals(principal);
    }

    private Check check(String operator, String key, List<String> values) {
        if (!Set.of("StringEquals", "StringLike", "Bool").contains(operator)) {
            throw unknown("condition operator " + operator);
        }
        return new Check(operator, key, values);
    }

    /** A key that the request does not have meets no condition of these operators. */
    private static boolean holds(Check check, String actual) {
        return actual != null
                && check.values().stream().anyMatch(value -> switch (check.operator()) {
                    case "StringLike" -> like(value, actual);
                    case "Bool" -> value.equalsIgnoreCase(actual);
                    default -> value.equals(actual);
                });
    }

    private static boolean isArnLike(String pattern, String arn) {
        String[] patterns = pattern.split(":", PARTS);
        String[] parts = arn.split(":", PARTS);
        if (pattern.equals("*") || patterns.length != parts.length) {
            return pattern.equals("*");
        }
        for (int i = 0; i < parts.length; i++) {
            if (!like(patterns[i], parts[i])) {
                return false;
            }
        }
        return true;
    }

    private static boolean like(String pattern, String text) {
        String expression = Pattern.quote(pattern).replace("*", "\\E.*\\Q").replace("?", "\\E.\\Q");
        return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
    }

    private CommandException unknown(String what) {
        return new CommandException(
                "The policy of " + place + " has the " + what + ", which a rehearsal cannot evaluate.");
    }
}
