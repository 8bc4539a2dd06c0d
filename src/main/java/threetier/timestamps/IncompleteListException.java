package threetier.timestamps;

import java.io.IOException;

/** A list ended before all its entries were written; the transfer must break rather than look complete. */
final class IncompleteListException extends IOException {

    IncompleteListException(long promised, long written) {
        super("Only " + written + " of " + promised + " entries could be listed: a replica is behind, or entries were deleted meanwhile");
    }
}
