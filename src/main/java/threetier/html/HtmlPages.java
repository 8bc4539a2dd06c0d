package threetier.html;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.ServletContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.ResponseBuilder;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import threetier.datasource.Databases;
import threetier.instance.Instance;

/** Fills the templates in {@code WEB-INF} and makes responses of them. */
@ApplicationScoped
public class HtmlPages {

    @Inject
    private ServletContext war;

    @Inject
    private Assets assets;

    @Inject
    private Instance instance;

    @Inject
    private Databases databases;

    /** The template in this file of {@code WEB-INF}. */
    public HtmlTemplate template(String file) {
        try (InputStream content = war.getResourceAsStream("/WEB-INF/" + file)) {
            return new HtmlTemplate(new String(content.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException brokenArchive) {
            throw new UncheckedIOException(brokenArchive);
        }
    }

    /**
     * Fills a template.
     *
     * @param values HTML for each placeholder except five, which this method fills: {@code assets} (the path of the
     *     static files), {@code app} (the name of this node), {@code key} (a new idempotency key, with which a form
     *     that is submitted twice saves only once) and, in read-only mode, {@code readOnly} (the notice that says so)
     *     and {@code disabled} (the attribute of the button)
     */
    public String fill(HtmlTemplate page, Map<String, String> values) {
        Map<String, String> all = new HashMap<>(values);
        all.put("assets", assets.path());
        all.put("key", UUID.randomUUID().toString());
        all.put("app", Html.escape(instance.hostname()));
        if (databases.isReadOnly()) {
            all.put("readOnly", page.part("read-only-mode").text());
            all.put("disabled", "disabled");
        }
        return page.fill(all);
    }

    /**
     * Completes a response with an HTML page. Caches must not store the page, because the form of a cached page would
     * send an idempotency key that has been used before.
     */
    public static Response response(ResponseBuilder response) {
        Html.HEADERS.forEach(response::header);
        return response.type(MediaType.TEXT_HTML_TYPE.withCharset("UTF-8"))
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
                .build();
    }
}
