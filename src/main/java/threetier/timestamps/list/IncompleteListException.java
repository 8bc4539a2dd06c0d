package threetier.timestamps.list;

import java.io.IOException;

/**
 * A list had more or fewer rows than the response had announced. The transfer must break off, so that the client does
 * not mistake the list for a complete one.
 */
final class IncompleteListException extends IOException {

    IncompleteListException(long counted, long found) {
        super(counted + " entries were counted, but " + found
                + " were found: a replica is behind, or entries were deleted or became visible meanwhile");
    }
}
