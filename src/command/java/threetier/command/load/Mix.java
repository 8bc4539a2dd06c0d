package threetier.command.load;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.error.CommandException;

/**
 * The weights of reads and writes in a load.
 *
 * @param reads how many of each {@code reads + writes} requests are reads
 * @param writes how many are writes
 */
public record Mix(int reads, int writes) {

    public static final Mix READS = new Mix(1, 0);

    private static final Pattern WEIGHTS =
            Pattern.compile("(?:(read)|write)=(\\d{1,4})(?:,(?:(read)|write)=(\\d{1,4}))?");

    /** @throws CommandException if {@code text} is not like {@code read=9,write=1} */
    public static Mix of(String text) {
        Matcher weights = WEIGHTS.matcher(text);
        if (weights.matches()) {
            int first = Integer.parseInt(weights.group(2));
            int second = weights.group(4) == null ? 0 : Integer.parseInt(weights.group(4));
            boolean readFirst = weights.group(1) != null;
            boolean distinct = weights.group(4) == null || readFirst != (weights.group(3) != null);
            if (distinct && first + second > 0) {
                return readFirst ? new Mix(first, second) : new Mix(second, first);
            }
        }
        throw new CommandException("--mix must have weights like read=9,write=1, not \"" + text + "\"");
    }

    /** Whether this request of a load is a write. The writes are spread evenly. */
    boolean writes(long request) {
        long all = reads + writes;
        return (request % all + 1) * writes / all > request % all * writes / all;
    }
}
