package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Classes that are compiled for a newer Java than the app nodes have. */
final class ClassVersions implements Rule {

    @Override
    public Stream<Finding> check(War war, Target target) {
        return war.parts().stream().flatMap(part -> {
            List<ClassFile> newer = part.classes().stream()
                    .filter(one -> one.java() > target.java())
                    .toList();
            return newer.isEmpty() ? Stream.empty() : Stream.of(finding(part, newer, target));
        });
    }

    private static Finding finding(Part part, List<ClassFile> newer, Target target) {
        int needed = newer.stream().mapToInt(ClassFile::java).max().orElseThrow();
        String remedy = "; the app nodes have Java " + target.java() + ". Compile for it, or install Java " + needed
                + " and set JAVA_HOME.";
        return part.own()
                ? Finding.impossible(Places.ofClasses(newer) + ": compiled for Java " + needed + remedy)
                // The application may never load these classes
                : Finding.setting(part.name() + ": compiled for Java " + needed + remedy);
    }
}
