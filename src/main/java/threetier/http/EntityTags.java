package threetier.http;

import jakarta.ws.rs.BadRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The condition in the header {@code If-Match} or {@code If-None-Match}: either any entity tag, or the tags of a list
 * (RFC 9110, 8.8.3 and 13.1). The server's own parser is not used, because it rejects lists with empty elements, which
 * a recipient must ignore (RFC 9110, 5.6.1.2).
 *
 * @param any whether the condition is {@code *}
 * @param tags the tags with their quotes, and with {@code W/} if they are weak
 */
record EntityTags(boolean any, List<String> tags) {

    private static final Pattern NEXT =
            Pattern.compile("\\G[\\s,]*((?:W/)?\"[\\x21\\x23-\\x7e\\x80-\\xff]*\")\\s*(?=,|$)");

    private static final Pattern REST = Pattern.compile("[\\s,]*");

    /**
     * Parses the value of a header; empty if the header is absent.
     *
     * @param name the name of the header, for the message of the exception
     * @param header the value of the header; null if the header is absent
     * @throws BadRequestException if the value is neither {@code *} nor a list of tags
     */
    static Optional<EntityTags> of(String name, String header) {
        if (header == null) {
            return Optional.empty();
        }
        if (header.strip().equals("*")) {
            return Optional.of(new EntityTags(true, List.of()));
        }
        List<String> tags = new ArrayList<>();
        int end = 0;
        for (Matcher next = NEXT.matcher(header); next.find(); end = next.end()) {
            tags.add(next.group(1));
        }
        if (tags.isEmpty() || !REST.matcher(header.substring(end)).matches()) {
            throw new BadRequestException(
                    "The header " + name + " must be * or a list of entity tags like \"x\" or W/\"x\".");
        }
        return Optional.of(new EntityTags(false, List.copyOf(tags)));
    }

    /**
     * Whether the condition contains this tag. The comparison ignores whether the tags are weak or strong (RFC 9110,
     * 8.8.3.2).
     */
    boolean matchWeakly(String tag) {
        return any || tags.stream().map(EntityTags::opaque).anyMatch(opaque(tag)::equals);
    }

    /** Whether the condition contains this tag, and both are strong (RFC 9110, 8.8.3.2). */
    boolean matchStrongly(String tag) {
        return any || !tag.startsWith("W/") && tags.contains(tag);
    }

    private static String opaque(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }
}
