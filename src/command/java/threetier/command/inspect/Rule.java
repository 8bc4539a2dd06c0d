package threetier.command.inspect;

import java.util.stream.Stream;

/** Looks for one kind of problem. */
@FunctionalInterface
interface Rule {

    /** The findings in this WAR for these nodes. */
    Stream<Finding> check(War war, Target target);
}
