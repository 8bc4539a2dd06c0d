package threetier.command.edge;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a distribution does with the requests for some paths.
 *
 * @param pattern the paths, where {@code *} stands for any characters and {@code ?} for one; empty for all other paths
 * @param methods the methods that are allowed
 * @param redirect whether a request without TLS is redirected
 * @param compress whether the edge itself compresses what the origin has not compressed
 * @param secured whether the edge adds AWS's security headers
 */
record EdgeBehaviour(
        String pattern,
        EdgeOrigin origin,
        List<String> methods,
        boolean redirect,
        boolean compress,
        boolean secured,
        CachePolicy policy) {

    private static final Pattern SPECIAL = Pattern.compile("[*?]|[^*?]+");

    /** A regular expression for the URLs of the behaviour, with and without a query. */
    String urls() {
        return pattern.isEmpty() ? "." : "^" + expression() + "(\\?|$)";
    }

    /** A regular expression for the paths of the behaviour, without a query. */
    String paths() {
        return pattern.isEmpty() ? "." : "^" + expression() + "$";
    }

    private String expression() {
        Matcher part = SPECIAL.matcher((pattern.startsWith("/") ? "" : "/") + pattern);
        return part.replaceAll(match -> Matcher.quoteReplacement(
                match.group().equals("*")
                        ? "[^?]*"
                        : match.group().equals("?") ? "[^?]" : match.group().replaceAll("[^\\w/-]", "[$0]")));
    }
}
