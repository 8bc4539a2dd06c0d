package threetier.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.datasource.Answer;
import threetier.html.HtmlPages;
import threetier.html.HtmlTemplate;
import threetier.paging.Page;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/** Renders the HTML page: a button that saves, and the list. The page is complete without scripts. */
@ApplicationScoped
public class HomePage {

    @Inject
    private HtmlPages pages;

    private HtmlTemplate page;

    @PostConstruct
    void load() {
        page = pages.template("page.html");
    }

    /**
     * Renders the page without a list.
     *
     * @param cause why there is no list; this text follows the word "because" in the notice
     */
    public String withoutList(String cause) {
        return pages.fill(page, Map.of("notice", part("away", Map.of("cause", cause)), "database", "no answer"));
    }

    /**
     * Renders the page with a list.
     *
     * @param newest whether the list begins with the newest entry; if not, the page links to the newest entries
     */
    public String of(Answer<Page<Timestamp>> answer, boolean newest) {
        Page<Timestamp> list = answer.value();
        HtmlTemplate entry = page.part("entry");
        Map<String, String> values = new HashMap<>();
        values.put(
                "entries",
                list.rows().stream().map(row -> entry.fill(places(row))).collect(Collectors.joining()));
        values.put("empty", list.rows().isEmpty() ? part(newest ? "empty-list" : "no-older", Map.of()) : "");
        values.put("newer", newest ? "" : part("newer-link", Map.of()));
        values.put(
                "older", list.more() ? part("older-link", Map.of("before", Long.toString(list.continueBefore()))) : "");
        values.put("database", answer.from().toString());
        values.put("why", answer.why().toString());
        return pages.fill(page, values);
    }

    private static Map<String, String> places(Timestamp row) {
        return Map.of(
                "id", Long.toString(row.id()), "iso", Formats.iso(row), "utc", Formats.SECONDS.format(row.savedAt()));
    }

    private String part(String id, Map<String, String> values) {
        return page.part(id).fill(values);
    }
}
