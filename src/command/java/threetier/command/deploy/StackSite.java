package threetier.command.deploy;

import java.net.URI;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The addresses of a stack's site. */
public final class StackSite {

    private final Aws aws;
    private final String stack;

    public StackSite(Aws aws, String stack) {
        this.aws = aws;
        this.stack = stack;
    }

    /**
     * Whether this is the site's own name or the name of its balancer, on any port.
     *
     * @param url with a host
     */
    public boolean isAt(String url) {
        Map<String, String> outputs = new Stack(aws, stack, line -> {}).outputs();
        Set<String> hosts = Stream.of(
                        URI.create(outputs.getOrDefault("Url", "")).getHost(), outputs.get("Balancer"))
                .filter(host -> host != null && !host.isEmpty())
                .map(host -> host.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        return hosts.contains(URI.create(url).getHost().toLowerCase(Locale.ROOT));
    }
}
