package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Code that runs when the application starts. It runs on every node, and at every start. */
final class StartCode implements WarRule {

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        List<ClassFile> classes = war.ownClasses().stream()
                .filter(one -> one.isAnnotated("jakarta.ejb.Startup") || one.uses("jakarta.enterprise.event.Startup"))
                .toList();
        return classes.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.hint(Places.ofClasses(classes)
                        + ", runs at the start of each node and at each redeploy: if it fills"
                        + " or empties tables, rows double or users lose data. Move initial rows into a migration."));
    }
}
