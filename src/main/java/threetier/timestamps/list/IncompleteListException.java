package threetier.timestamps.list;

import java.io.IOException;

/**
 * A list turned out longer or shorter than announced while it was sent. The transfer must break off, so that the list
 * does not look complete.
 */
final class IncompleteListException extends IOException {

    IncompleteListException(long counted, long found) {
        super(counted + " entries were counted, but " + found
                + " were found: a replica is behind, or entries were deleted or became visible meanwhile");
    }
}
