package threetier.command.inspect;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Databases that an application brings itself, beside those of the tiers. */
final class OwnDataSources implements WarRule {

    private static final String REMEDY = ": a database beside those of the tiers, which nothing replicates or backs up."
            + " Use jdbc/writer, or name no data source.";

    private static final String DRIVER = "META-INF/services/java.sql.Driver";

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        return Stream.of(defined(war), opened(war), drivers(war)).flatMap(found -> found);
    }

    /** The names of the data sources that the application defines. */
    static Set<String> names(War war) {
        return Stream.of(
                        war.annotated("jakarta.annotation.sql.DataSourceDefinition")
                                .map(definition -> definition.value("name")),
                        Stream.of("web.xml", "web-fragment.xml", "ejb-jar.xml")
                                .flatMap(war::descriptors)
                                .flatMap(descriptor -> descriptor.all("data-source"))
                                .flatMap(definition -> definition.text("name").stream()),
                        Stream.of("glassfish-resources.xml", "payara-resources.xml")
                                .flatMap(war::descriptors)
                                .flatMap(resources -> resources.all("jdbc-resource"))
                                .map(resource -> resource.attribute("jndi-name")))
                .flatMap(found -> found)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Stream<WarFinding> defined(War war) {
        return names(war).stream().map(name -> WarFinding.setting("data source " + name + REMEDY));
    }

    private static Stream<WarFinding> opened(War war) {
        Stream<WarFinding> units = PersistenceUnit.all(war)
                .filter(unit -> !unit.url().isEmpty())
                .map(unit -> WarFinding.setting("persistence unit " + unit.name() + " (" + unit.url() + ")" + REMEDY));
        List<ClassFile> classes = war.ownClasses().stream()
                .filter(one -> one.uses("java.sql.DriverManager"))
                .toList();
        return classes.isEmpty()
                ? units
                : Stream.concat(
                        units,
                        Stream.of(WarFinding.setting(Places.ofClasses(classes) + ", opens connections" + REMEDY)));
    }

    private static Stream<WarFinding> drivers(War war) {
        List<String> libraries =
                war.libraries().filter(part -> part.has(DRIVER)).map(Part::name).toList();
        return libraries.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.setting(Places.of(libraries)
                        + ", database driver: the server has the one of the tiers. Leave it out of the WAR."));
    }
}
