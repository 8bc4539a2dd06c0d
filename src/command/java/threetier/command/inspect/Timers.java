package threetier.command.inspect;

import java.util.List;
import java.util.stream.Stream;

/** Timers that outlive a restart. They need the data grid, which is off. */
final class Timers implements WarRule {

    private static final String REMEDY = ": persistent timers need a store that the app nodes do not have. ";

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        return Stream.of(scheduled(war), programmed(war)).flatMap(found -> found);
    }

    private static Stream<WarFinding> scheduled(War war) {
        List<String> classes = war.where(one -> one.annotated("jakarta.ejb.Schedule")
                        .anyMatch(schedule -> !"false".equals(schedule.value("persistent"))))
                .toList();
        return classes.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.impossible(
                        Places.of(classes) + REMEDY + "Write @Schedule(…, persistent = false); every node runs it."));
    }

    /** Whether such a timer is persistent is decided when it is created. */
    private static Stream<WarFinding> programmed(War war) {
        List<ClassFile> classes = war.ownClasses().stream()
                .filter(one -> one.uses("jakarta.ejb.TimerService"))
                .toList();
        return classes.isEmpty()
                ? Stream.empty()
                : Stream.of(WarFinding.setting(Places.ofClasses(classes) + REMEDY
                        + "Give each one a new TimerConfig(info, false), if it is not so already."));
    }
}
