package threetier.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class HomeIT {

    @BeforeEach
    void threeEntries(Stage stage) throws Exception {
        stage.sql().truncate();
        stage.sql().fill(3);
    }

    @Test
    void aBrowserGetsThePage(Site site) throws Exception {
        HttpResponse<String> page = site.get("/", "Accept", Site.BROWSER);
        assertEquals(200, page.statusCode());
        assertEquals(
                "text/html;charset=UTF-8", Site.header(page, "Content-Type").replace(" ", ""));
        assertTrue(Site.header(page, "Vary").contains("Accept"));
        assertTrue(
                page.body().contains("<time datetime=\"2022-11-06T03:01:50.123456Z\">2022-11-06 03:01:50</time>"),
                page.body());
    }

    @ParameterizedTest
    @ValueSource(strings = {"*/*", "application/json", "image/png", "application/json, text/html;q=0.5"})
    void everythingElseGetsTheSameAsRead(String accept, Site site) throws Exception {
        HttpResponse<String> list = site.get("/", "Accept", accept);
        assertEquals("application/json", Site.header(list, "Content-Type"));
        assertTrue(Site.header(list, "Vary").contains("Accept"));
        assertEquals(site.get("/read").body(), list.body());
        assertEquals(77, list.body().length());
        assertEquals(
                304,
                site.get("/", "Accept", accept, "If-None-Match", Site.header(list, "ETag"))
                        .statusCode());
    }

    @Test
    void thePageLeadsToOlderEntries(Site site, Stage stage) throws Exception {
        stage.sql().fill(50);
        String page = site.get("/", "Accept", Site.BROWSER).body();
        assertTrue(page.contains("href=\"/?before=4\""), page);
        String older = site.get("/?before=4", "Accept", Site.BROWSER).body();
        assertTrue(older.contains("<li data-id=\"3\">") && older.contains("<li data-id=\"1\">"), older);
        assertFalse(older.matches("(?s).*before=\\d.*"), older);
    }

    @Test
    void thereIsNothingBeforeTheOldestEntry(Site site) throws Exception {
        String page = site.get("/?before=1", "Accept", Site.BROWSER).body();
        assertTrue(page.contains("<div id=\"empty\"><p class=\"nothing\">There are no older entries.</p></div>"), page);
    }

    @Test
    void aBadPageIsAnErrorForPeople(Site site) throws Exception {
        HttpResponse<String> response = site.get("/?before=x", "Accept", Site.BROWSER);
        assertEquals(400, response.statusCode());
        assertTrue(Site.header(response, "Content-Type").startsWith("text/html"));
        assertTrue(response.body().contains("must be a whole number"), response.body());
    }
}
