package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Classes that are compiled for a newer Java than the app nodes have. */
final class ClassVersions implements WarRule {

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        return war.parts().stream().flatMap(part -> {
            List<ClassFile> newer = part.classes().stream()
                    .filter(one -> one.java() > nodes.java())
                    .toList();
            return newer.isEmpty() ? Stream.empty() : Stream.of(finding(part, newer, nodes));
        });
    }

    private static WarFinding finding(Part part, List<ClassFile> newer, AppNodes nodes) {
        int needed = newer.stream().mapToInt(ClassFile::java).max().orElseThrow();
        String remedy = "; the app nodes have Java " + nodes.java() + ". Compile for it, or install Java " + needed
                + " and set JAVA_HOME.";
        return part.own()
                ? WarFinding.impossible(Places.ofClasses(newer) + ": compiled for Java " + needed + remedy)
                // The application may never load these classes
                : WarFinding.setting(part.name() + ": compiled for Java " + needed + remedy);
    }
}
