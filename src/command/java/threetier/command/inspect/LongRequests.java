package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Requests that are answered late, or bit by bit. */
final class LongRequests implements WarRule {

    private static final String VARIABLE = "APP_TIER_TIMEOUT=45";

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        List<ClassFile> users = war.ownClasses().stream()
                .filter(one -> one.uses("jakarta.ws.rs.sse")
                        || one.uses("jakarta.servlet.AsyncContext")
                        || one.uses("jakarta.ws.rs.container.AsyncResponse"))
                .toList();
        return users.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.setting(
                        Places.ofClasses(users)
                                + ", server-sent events or long polling: httpd waits 30 s for the next byte, at most 45 s with "
                                + VARIABLE + ". Send a byte more often than that.",
                        VARIABLE));
    }
}
