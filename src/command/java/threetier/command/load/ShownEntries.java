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
     * ones too.
     *
     * @throws IOException if a page cannot be read
     */
    public static List<String> from(HttpConnection site, long id) throws IOException {
        List<String> entries = new ArrayList<>();
        String before = "";
        long oldest = Long.MAX_VALUE;
        while (oldest > id) {
            String path = "/timestamps?limit=1000" + before;
            Reply page = site.send("GET", path, "");
            if (page.status() != 200) {
                throw new IOException("GET " + path + " was answered with " + page.status());
            }
            if (!page.body().startsWith("[")) {
                throw new IOException("GET " + path + " was not answered with a list");
            }
            List<MatchResult> found = ENTRY.matcher(page.body()).results().toList();
            if (found.isEmpty()) {
                break;
            }
            found.forEach(entry -> entries.add(entry.group()));
            oldest = Long.parseLong(found.get(found.size() - 1).group(1));
            before = "&before=" + oldest;
        }
        Collections.reverse(entries);
        return entries;
    }
}
