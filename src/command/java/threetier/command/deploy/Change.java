package threetier.command.deploy;

import java.util.List;

/**
 * A change of one resource.
 *
 * @param path the names of its nested stacks and its own, like {@code Database/Cluster}
 * @param physical the resource's id on AWS; empty for a new resource
 * @param causes the properties that cause a replacement
 */
record Change(String path, String physical, String type, String action, Fate fate, List<String> causes) {

    /** What becomes of the present resource. */
    enum Fate {
        /** CloudFormation lists it only because it does not know the outputs that the resource uses. */
        UNTOUCHED,
        KEPT,
        PERHAPS_REPLACED,
        REPLACED,
        REMOVED
    }

    /** Whether the present resource may end. */
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
