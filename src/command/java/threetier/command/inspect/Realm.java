package threetier.command.inspect;

import java.util.Set;
import java.util.stream.Stream;

/** A login that asks for users of the server. The app nodes have none. */
final class Realm implements WarRule {

    private static final Set<String> PASSWORDS = Set.of("BASIC", "DIGEST", "FORM");

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        boolean passwords = war.descriptors("web.xml")
                .flatMap(web -> web.all("auth-method"))
                .anyMatch(method -> PASSWORDS.contains(method.text()));
        return passwords
                ? Stream.of(
                        WarFinding.setting("web.xml, login-config: it asks for users of the server, which has none, so"
                                + " every login fails. Replace it by a mechanism of Jakarta Security, such as"
                                + " @FormAuthenticationMechanismDefinition, and an identity store in the WAR."))
                : Stream.empty();
    }
}
