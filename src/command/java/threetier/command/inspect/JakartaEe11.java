package threetier.command.inspect;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import threetier.command.process.Build;

/** Descriptors of Jakarta EE 11, for a server with Jakarta EE 10. */
final class JakartaEe11 implements WarRule {

    private static final Map<String, String> VERSIONS = new TreeMap<>(
            Map.of("web.xml", "6.1", "persistence.xml", "3.2", "faces-config.xml", "4.1", "beans.xml", "4.1"));

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        String variable = "PAYARA_VERSION=" + Build.fact("payara-7.version");
        return nodes.line().equals("7")
                ? Stream.empty()
                : VERSIONS.entrySet().stream()
                        .filter(known -> war.descriptors(known.getKey())
                                .anyMatch(one ->
                                        one.element().getAttribute("version").equals(known.getValue())))
                        .limit(1)
                        .map(known -> WarFinding.setting(
                                known.getKey() + ": its version " + known.getValue() + " is Jakarta EE 11. "
                                        + "That needs Payara 7, with Java 21 or newer: " + variable + ".",
                                variable));
    }
}
