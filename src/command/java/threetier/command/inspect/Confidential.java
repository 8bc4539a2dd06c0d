package threetier.command.inspect;

import java.util.stream.Stream;

/** Pages that the application shows only over HTTPS. */
final class Confidential implements WarRule {

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        boolean onlyHttps = war.descriptors("web.xml")
                .flatMap(web -> web.all("transport-guarantee"))
                .anyMatch(guarantee -> guarantee.text().matches("CONFIDENTIAL|INTEGRAL"));
        return onlyHttps
                ? Stream.of(
                        WarFinding.hint("web.xml, transport-guarantee: works where HTTPS ends before the tiers. On this"
                                + " machine, such pages redirect to HTTPS on port 443, which is not there."))
                : Stream.empty();
    }
}
