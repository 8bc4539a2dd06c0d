package threetier.page;

import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import threetier.datasource.Answer;
import threetier.instance.Instance;
import threetier.problem.Html;
import threetier.timestamps.Page;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/** Renders the HTML page: a button that saves, and the list. The page is complete without scripts. */
@ApplicationScoped
public class HomePage {

    @Inject
    private ServletContext war;

    @Inject
    private Assets assets;

    @Inject
    private Instance instance;

    private HtmlTemplate page;

    @PostConstruct
    void load() {
        try (InputStream file = war.getResourceAsStream("/WEB-INF/page.html")) {
            page = new HtmlTemplate(new String(file.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException brokenArchive) {
            throw new UncheckedIOException(brokenArchive);
        }
    }

    /**
     * Renders the page without a list.
     *
     * @param cause why there is no list; this text follows the word "because" in the notice
     */
    public String withoutList(String cause) {
        return html(Map.of("notice", part("away", Map.of("cause", cause)), "database", "no answer"));
    }

    /**
     * Renders the page with a list.
     *
     * @param newest whether the list begins with the newest entry; if not, the page links to the newest entries
     */
    public String of(Answer<Page> answer, boolean newest) {
        Page list = answer.value();
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
        return html(values);
    }

    private static Map<String, String> places(Timestamp row) {
        return Map.of(
                "id", Long.toString(row.id()), "iso", Formats.iso(row), "utc", Formats.SECONDS.format(row.savedAt()));
    }

    private String html(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("assets", assets.path());
        // The key makes sure that a form that is submitted twice saves only once
        all.put("key", UUID.randomUUID().toString());
        all.put("app", Html.escape(instance.hostname()));
        return page.fill(all);
    }

    private String part(String id, Map<String, String> values) {
        return page.part(id).fill(values);
    }
}
