package threetier.command.deploy;

import java.util.List;

/**
 * A change of one resource.
 *
 * @param path the names of its nested stacks and its own name, for example {@code Database/Cluster}
 * @param physical the resource's id on AWS; empty for a new resource
 * @param causes the properties that cause a replacement
 */
record ResourceChange(String path, String physical, String type, String action, Fate fate, List<String> causes) {

    /** What the change does to the existing resource. */
    enum Fate {
        /**
         * The resource does not change. CloudFormation lists it, because it does not know yet the outputs that it uses.
         */
        UNTOUCHED,
        KEPT,
        PERHAPS_REPLACED,
        REPLACED,
        REMOVED
    }

    /** Whether the change removes or replaces the existing resource, or could replace it. */
    boolean ends() {
        return fate.compareTo(Fate.PERHAPS_REPLACED) >= 0;
    }

    /** The resource's own name. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** What the change does to the resource, as a verb. */
    String verb() {
        return switch (fate) {
            case UNTOUCHED, KEPT -> "keeps";
            case PERHAPS_REPLACED -> "may replace";
            case REPLACED -> "would replace";
            case REMOVED -> "would remove";
        };
    }
}
