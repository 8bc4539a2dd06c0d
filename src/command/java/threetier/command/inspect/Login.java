package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** A rule of the application's web.xml for all paths, which then holds for the readiness check too. */
final class Login implements WarRule {

    private static final List<String> PATTERNS = List.of("/*", "/health/*", "/health/ready");

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        boolean open = constraints(war).anyMatch(rule -> !restricts(rule) && covers(rule, PATTERNS.subList(1, 3)));
        boolean closed = constraints(war).anyMatch(rule -> restricts(rule) && covers(rule, PATTERNS));
        return closed && !open
                ? Stream.of(WarFinding.setting(
                        "web.xml: a security-constraint covers /health/ready, which the balancer reads"
                                + " without a login or HTTPS. Add one for /health/* without auth-constraint."))
                : Stream.empty();
    }

    private static Stream<Descriptor> constraints(War war) {
        return war.descriptors("web.xml").flatMap(web -> web.all("security-constraint"));
    }

    private static boolean restricts(Descriptor rule) {
        return rule.all("auth-constraint").findAny().isPresent()
                || rule.text("transport-guarantee").orElse("").matches("CONFIDENTIAL|INTEGRAL");
    }

    private static boolean covers(Descriptor rule, List<String> patterns) {
        return rule.all("url-pattern").map(Descriptor::text).anyMatch(patterns::contains);
    }
}
