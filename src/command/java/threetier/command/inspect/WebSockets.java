package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** WebSocket. AJP cannot carry it. */
final class WebSockets implements Rule {

    @Override
    public Stream<Finding> check(War war, Target target) {
        List<String> endpoints = war.parts().stream()
                .flatMap(part ->
                        part.classes().stream().filter(WebSockets::isEndpoint).map(part::where))
                .toList();
        if (endpoints.isEmpty()) {
            return Stream.empty();
        }
        String found = Places.of(endpoints) + ", WebSocket: ";
        return Stream.of(
                target.ajp()
                        ? Finding.impossible(found + "AJP cannot carry it. Leave out --ajp.")
                        : Finding.setting(found + "HTTP between the tiers, the default; not --ajp."));
    }

    private static boolean isEndpoint(ClassFile one) {
        return one.annotated("jakarta.websocket.server.ServerEndpoint")
                        .findAny()
                        .isPresent()
                || one.superclass().equals("jakarta.websocket.Endpoint");
    }
}
