package threetier.command.inspect;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Data sources that nobody defines, usually those of another server. The server then refuses the application. */
final class UnknownDataSources implements WarRule {

    private static final Set<String> SERVER =
            Set.of("", "jdbc/writer", "jdbc/reader", "java:comp/DefaultDataSource", "jdbc/__default");

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        Set<String> defined = OwnDataSources.names(war);
        return Stream.concat(PersistenceUnit.all(war).map(PersistenceUnit::dataSource), lookups(war))
                .filter(name -> !SERVER.contains(name) && !defined.contains(name))
                // The application maps such a name itself
                .filter(name -> !name.startsWith("java:comp/env/"))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .map(
                        name -> WarFinding.impossible(
                                "data source " + name
                                        + ": does not exist here. Rename it to jdbc/writer or jdbc/reader, or name none: that is jdbc/writer."));
    }

    private static Stream<String> lookups(War war) {
        Set<String> mapped = Stream.of("web.xml", "glassfish-web.xml", "payara-web.xml")
                .flatMap(war::descriptors)
                .flatMap(descriptor -> descriptor.all("res-ref-name"))
                .map(Descriptor::text)
                .collect(Collectors.toSet());
        return war.annotated("jakarta.annotation.Resource")
                .filter(resource -> resource.member().contains("javax/sql/DataSource"))
                .filter(resource -> !mapped.contains(resource.value("name")))
                .map(UnknownDataSources::global);
    }

    /** Without another one, the server takes the name as the global name too. */
    private static String global(Annotation resource) {
        return Stream.of("lookup", "mappedName", "name")
                .map(resource::value)
                .filter(name -> !name.isEmpty())
                .findFirst()
                .orElse("");
    }
}
