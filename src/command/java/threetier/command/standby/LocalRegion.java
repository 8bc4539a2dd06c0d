package threetier.command.standby;

import java.util.List;
import threetier.command.process.Workspace;

/** The names of the regions on this machine, and the workspace of each. */
public final class LocalRegion {

    public static final String FIRST = "region-1";
    public static final String SECOND = "region-2";
    static final List<String> NAMES = List.of(FIRST, SECOND);

    private LocalRegion() {}

    /** The region that is not this one. */
    static String other(String region) {
        return NAMES.get(1 - NAMES.indexOf(region));
    }

    /**
     * The workspace of a region.
     *
     * @param home the workspace of the site, which is also that of the first region
     */
    public static Workspace workspace(Workspace home, String region) {
        return region.equals(FIRST)
                ? home
                : new Workspace(home.project(), home.home().resolve(region));
    }
}
