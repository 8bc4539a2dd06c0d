package threetier.command.inspect;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Descriptors that only another server reads. */
final class OtherServers implements WarRule {

    private static final Map<String, String> SERVERS = new TreeMap<>(Map.ofEntries(
            Map.entry("WEB-INF/jboss-web.xml", "WildFly"),
            Map.entry("WEB-INF/jboss-deployment-structure.xml", "WildFly"),
            Map.entry("WEB-INF/jboss-ejb3.xml", "WildFly"),
            Map.entry("WEB-INF/jboss-all.xml", "WildFly"),
            Map.entry("WEB-INF/weblogic.xml", "WebLogic"),
            Map.entry("WEB-INF/weblogic-ejb-jar.xml", "WebLogic"),
            Map.entry("WEB-INF/ibm-web-bnd.xml", "Liberty"),
            Map.entry("WEB-INF/ibm-web-ext.xml", "Liberty"),
            Map.entry("WEB-INF/ibm-ejb-jar-bnd.xml", "Liberty"),
            Map.entry("WEB-INF/tomee.xml", "TomEE"),
            Map.entry("WEB-INF/resources.xml", "TomEE"),
            Map.entry("WEB-INF/openejb-jar.xml", "TomEE"),
            Map.entry("META-INF/context.xml", "Tomcat"),
            Map.entry("WEB-INF/jetty-web.xml", "Jetty")));

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        Stream<WarFinding> known = SERVERS.entrySet().stream()
                .filter(server -> war.own().has(server.getKey()))
                .map(server -> ignored(server.getKey(), server.getValue()));
        Stream<WarFinding> dataSources = war.own().names().stream()
                .filter(name -> name.matches("(WEB-INF|META-INF)/[^/]+-ds\\.xml"))
                .map(name -> ignored(name, "WildFly"));
        return Stream.concat(known, dataSources);
    }

    private static WarFinding ignored(String name, String server) {
        return WarFinding.hint(name + ": only " + server
                + " reads it. What it sets, such as data sources, roles or a context" + " root, needs another place.");
    }
}
