package threetier.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.html.Html;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests of the page's files and of the response headers for browsers. */
@OnStage
class AssetsIT {

    @ParameterizedTest
    @CsvSource({"page.css, text/css", "page.js, text/javascript", "list.js, text/javascript", "icon.svg, image/svg+xml"
    })
    void aBrowserAsksForAFileOnce(String file, String type, Site site) throws Exception {
        HttpResponse<String> answer = site.get(folder(site) + file, "Accept-Encoding", "gzip");
        assertEquals(200, answer.statusCode());
        assertEquals(type + ";charset=UTF-8", Site.header(answer, "Content-Type"));
        assertEquals("public, max-age=31536000, immutable", Site.header(answer, "Cache-Control"));
        assertEquals("gzip", Site.header(answer, "Content-Encoding"));
        assertEquals("nosniff", Site.header(answer, "X-Content-Type-Options"));
    }

    /** During a rolling update, the page and its files may come from different versions. */
    @Test
    void filesOfAnotherVersionAreThisOnesAndNotKept(Site site) throws Exception {
        HttpResponse<String> answer = site.get("/assets/0123456789ab/page.css");
        assertEquals(site.get(folder(site) + "page.css").body(), answer.body());
        assertEquals("no-store", Site.header(answer, "Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nothing.js",
                "page",
                "",
                ".",
                "../page.css",
                "%2e%2e/page.css",
                "..%2fpage.css",
                "../../WEB-INF/page.html",
                "page.css%00.js"
            })
    void nothingElseIsThere(String file, Site site) throws Exception {
        String answer = site.raw("GET " + folder(site) + file + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
        assertTrue(answer.matches("(?s)HTTP/1\\.1 40[04] .*application/problem\\+json.*"), answer);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/assets", "/assets/", "/assets/page.css", "/assets/0123456789AB/page.css", "/assets/x/page.css"
            })
    void norUnderAnotherAddress(String path, Site site) throws Exception {
        assertEquals(404, site.get(path).statusCode());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/nothing", "/health", "/?before=x", "/error"})
    void aPageRunsNothingButItsOwnFiles(String path, Site site) throws Exception {
        HttpResponse<String> page = site.get(path, "Accept", Site.BROWSER);
        Html.HEADERS.forEach((name, value) -> assertEquals(value, Site.header(page, name)));
        assertEquals("same-origin", Site.header(page, "Cross-Origin-Resource-Policy"));
        assertEquals("no-store", Site.header(page, "Cache-Control"));
        assertEquals("", Site.header(page, "Strict-Transport-Security"));
    }

    @Test
    void whoComesByHttpsStaysThere(Site site) throws Exception {
        HttpResponse<String> page = site.get("/", "Accept", Site.BROWSER, "X-Forwarded-Proto", "https");
        assertEquals("max-age=31536000", Site.header(page, "Strict-Transport-Security"));
        assertFalse(Site.header(page, "Vary").contains("Forwarded"), Site.header(page, "Vary"));
    }

    private static String folder(Site site) throws Exception {
        Matcher folder = Pattern.compile("/assets/[0-9a-f]{12}/")
                .matcher(site.get("/", "Accept", Site.BROWSER).body());
        assertTrue(folder.find());
        return folder.group();
    }
}
