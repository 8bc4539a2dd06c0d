package threetier.command.inspect;

import java.util.stream.Stream;

/** Looks for one kind of problem. */
@FunctionalInterface
interface WarRule {

    /** The findings in this WAR for these nodes. */
    Stream<WarFinding> check(War war, AppNodes nodes);
}
