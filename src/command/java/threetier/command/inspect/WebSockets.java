package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** WebSocket. AJP cannot carry it. */
final class WebSockets implements WarRule {

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        List<String> endpoints = war.where(WebSockets::isEndpoint).toList();
        if (endpoints.isEmpty()) {
            return Stream.empty();
        }
        String found = Places.of(endpoints) + ", WebSocket: ";
        return Stream.of(
                nodes.ajp()
                        ? WarFinding.impossible(found + "AJP cannot carry it. Leave out --ajp.")
                        : WarFinding.setting(
                                found + "HTTP between the tiers, the default; not --ajp. A connection ends after 60 s"
                                        + " without a message, so send pings."));
    }

    private static boolean isEndpoint(ClassFile one) {
        return one.isAnnotated("jakarta.websocket.server.ServerEndpoint")
                || one.superclass().equals("jakarta.websocket.Endpoint");
    }
}
