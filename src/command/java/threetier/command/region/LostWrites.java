package threetier.command.region;

import java.util.List;

/**
 * Writes that a region acknowledged and that the region which writes now does not have.
 *
 * @param lines what is lost: a line for each row, or where the old data are kept
 * @param count number of rows; -1 if nobody has counted them
 */
public record LostWrites(List<String> lines, long count) {

    /** A number of rows that nobody has counted. */
    public static final long UNKNOWN = -1;
}
