package threetier.command.inspect;

import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Java EE 8, whose packages begin with {@code javax}. The server has only their successors in {@code jakarta}. */
final class JavaEe implements WarRule {

    /**
     * Packages and classes of Java EE. Java itself has other packages, such as {@code javax.sql}, and many libraries
     * bring annotations in {@code javax.annotation}.
     */
    private static final Set<String> PACKAGES = Set.of(
            "javax.annotation.PostConstruct",
            "javax.annotation.PreDestroy",
            "javax.annotation.Resource",
            "javax.annotation.security",
            "javax.batch",
            "javax.decorator",
            "javax.ejb",
            "javax.el",
            "javax.enterprise",
            "javax.faces",
            "javax.inject",
            "javax.interceptor",
            "javax.jms",
            "javax.json",
            "javax.jws",
            "javax.mail",
            "javax.persistence",
            "javax.resource",
            "javax.servlet",
            "javax.transaction",
            "javax.validation",
            "javax.websocket",
            "javax.ws.rs",
            "javax.xml.bind",
            "javax.xml.soap",
            "javax.xml.ws");

    private static final String IN_JAVA_ITSELF = "javax.transaction.xa";

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        Set<String> bundled = war.libraries()
                .flatMap(part -> part.classes().stream())
                .map(ClassFile::name)
                .filter(name -> name.startsWith("javax."))
                .collect(Collectors.toSet());
        return Stream.of(own(war, bundled), libraries(war, bundled), descriptors(war))
                .flatMap(found -> found);
    }

    private static Stream<WarFinding> own(War war, Set<String> bundled) {
        List<ClassFile> users = war.ownClasses().stream()
                .filter(one -> !packages(one, bundled).isEmpty())
                .toList();
        Set<String> packages = new TreeSet<>();
        users.forEach(one -> packages.addAll(packages(one, bundled)));
        return users.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.impossible(Places.ofClasses(users) + ": " + Places.of(packages)
                        + " of Java EE 8; the server has Jakarta EE. Rename javax to jakarta in the sources,"
                        + " or convert the WAR with Eclipse Transformer."));
    }

    /** A library often supports several versions, so this is only a hint. */
    private static Stream<WarFinding> libraries(War war, Set<String> bundled) {
        List<String> users = war.libraries()
                .filter(part -> part.classes().stream()
                        .anyMatch(one -> !packages(one, bundled).isEmpty()))
                .filter(part -> part.classes().stream().noneMatch(one -> one.uses("jakarta")))
                .map(Part::name)
                .toList();
        return users.isEmpty()
                ? Stream.empty()
                : Stream.of(
                        WarFinding.hint(
                                Places.of(users)
                                        + ": for Java EE 8. What uses the server's APIs in them does not work; take versions for Jakarta EE."));
    }

    /** A class that a descriptor names, or a property that JPA no longer reads. */
    private static Stream<WarFinding> descriptors(War war) {
        Stream<WarFinding> faces = war.descriptors("web.xml")
                .filter(web -> web.all("servlet-class")
                        .anyMatch(servlet -> servlet.text().startsWith("javax.")))
                .map(web -> WarFinding.impossible("web.xml: a servlet class of Java EE 8, "
                        + web.text("servlet-class").orElse("") + "; write jakarta instead of javax."));
        Stream<WarFinding> persistence = war.descriptors("persistence.xml")
                .filter(unit -> unit.all("property")
                        .anyMatch(property -> property.attribute("name").startsWith("javax.persistence.")))
                .map(
                        unit -> WarFinding.setting(
                                "persistence.xml: the server ignores properties that begin with javax.persistence; write jakarta."));
        return Stream.concat(faces, persistence);
    }

    private static Set<String> packages(ClassFile one, Set<String> bundled) {
        return one.references().stream()
                .filter(name -> !name.startsWith(IN_JAVA_ITSELF) && !bundled.contains(name))
                .flatMap(name -> PACKAGES.stream().filter(known -> name.equals(known) || name.startsWith(known + ".")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
