package threetier.command.region;

import java.util.List;
import java.util.stream.Stream;

/**
 * Writes that a region acknowledged and that the region which writes now does not have.
 *
 * @param lines what is lost: a line for each row, or where the old data are kept
 * @param count number of rows; -1 if nobody has counted them
 */
public record LostWrites(List<String> lines, long count) {

    /** A number of rows that nobody has counted. */
    public static final long UNKNOWN = -1;

    /** Lines that say what this region had acknowledged. */
    List<String> words(String region) {
        if (count == 0) {
            return List.of("  " + region + " had acknowledged nothing that is lost.");
        }
        String first = count == UNKNOWN
                ? "  Writes that " + region + " had acknowledged may be lost:"
                : "  Lost: " + count + " writes that " + region + " had acknowledged:";
        return Stream.concat(Stream.of(first), lines.stream().map(line -> "    " + line))
                .toList();
    }
}
