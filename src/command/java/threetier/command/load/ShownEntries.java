package threetier.command.load;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import threetier.command.http.HttpConnection;
import threetier.command.http.Reply;

/** The entries that a site shows, page by page. */
public final class ShownEntries {

    /** The longest time until the site shows all entries, with a lagging reader; in nanoseconds. */
    public static final long LAG_NANOS = 60_000_000_000L;

    private static final Pattern ENTRY = Pattern.compile("\\{\"id\": (\\d+), \"savedAt\": \"[^\"]*\"}");

    private ShownEntries() {}

    /**
     * All entries with this id or a higher one, by ascending id, as JSON like an acknowledgement; perhaps some older
     * ones too. Empty if a page gets no answer.
     */
    public static List<String> from(HttpConnection site, long id) {
        List<String> entries = new ArrayList<>();
        String before = "";
        long oldest = Long.MAX_VALUE;
        try {
            while (oldest > id) {
                Reply page = site.send("GET", "/timestamps?limit=1000" + before, "");
                List<MatchResult> found = ENTRY.matcher(page.body()).results().toList();
                if (page.status() != 200 || found.isEmpty()) {
                    break;
                }
                found.forEach(entry -> entries.add(entry.group()));
                oldest = Long.parseLong(found.get(found.size() - 1).group(1));
                before = "&before=" + oldest;
            }
        } catch (IOException away) {
            return List.of();
        }
        Collections.reverse(entries);
        return entries;
    }
}
