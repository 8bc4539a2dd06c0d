package threetier.timestamps.list;

import java.io.IOException;

/**
 * A list turned out longer or shorter than announced while it was sent; the transfer must break rather than look
 * complete.
 */
final class IncompleteListException extends IOException {

    IncompleteListException(long counted, long found) {
        super("Of " + counted + " entries counted, " + found
                + " were found: a replica is behind, or entries were deleted or added late meanwhile");
    }
}
