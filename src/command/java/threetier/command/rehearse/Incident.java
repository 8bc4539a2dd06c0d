package threetier.command.rehearse;

import java.util.List;

/** Something that happens to a site under load. */
public interface Incident {

    /** Its name for files and titles, like {@code kill app}. */
    String name();

    /** Lets it happen, and waits until its consequences have ended. */
    Course happen(RehearsedSite site);

    /**
     * The course of an incident, in nanoseconds of {@link System#nanoTime()}.
     *
     * @param begin when it has happened
     * @param end when its consequences had ended
     * @param mayFail whether requests between these moments may fail, because it explains that
     * @param rows lines of the table: names and values, one after the other
     * @param broken promises that are broken, in words
     */
    record Course(long begin, long end, boolean mayFail, List<String> rows, List<String> broken) {

        public Course {
            rows = List.copyOf(rows);
            broken = List.copyOf(broken);
        }
    }
}
