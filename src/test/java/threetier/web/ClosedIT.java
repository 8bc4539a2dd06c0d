package threetier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Internal paths and ports are not accessible from outside. */
@OnStage
class ClosedIT {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/health",
                "/health/",
                "/health/live",
                "/health/ready",
                "/health/started",
                "/deep-health",
                "/metrics",
                "/metrics/base",
                "/openapi",
                "/openapi/",
                "/HEALTH",
                "//health",
                "///health/ready",
                "/./health",
                "/x/../health",
                "/%68ealth",
                "/%2fhealth",
                "/health%2fready",
                "/health;x=1",
                "/health;x=1/ready",
                "/;/health",
                "/;x/health/ready",
                "/health%3Bx/ready",
                "/health?x",
                "/metrics%00",
                "/health%20",
                "/health/../health",
                "/read/../health",
                "/read/..;/health",
                "/..;/health",
                "/%2e/health",
                "/%2e%2e/health",
                "/\\\\health",
                "/problem/page.json"
            })
    void noSpellingReachesIt(String path, Site site) throws Exception {
        String response = site.raw("GET " + path
                + " HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close\r\n\r\n");
        assertTrue(response.matches("(?s)HTTP/1\\.1 (404|400|403) .*"), path + "\n" + response);
        assertFalse(
                response.contains("\"UP\"") || response.contains("openapi:") || response.contains("# TYPE"),
                path + "\n" + response);
    }

    /** Sends a thousand generated spellings of closed paths. Some parser could read each of them as a closed path. */
    @Test
    void noGeneratedSpellingReachesItEither(Site site) throws Exception {
        Random random = new Random(1);
        for (int i = 0; i < 1_000; i++) {
            String path = spelling(random);
            String response = site.raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
            assertTrue(response.matches("(?s)HTTP/1\\.1 (404|400|403) .*"), path + "\n" + response);
        }
    }

    private static String spelling(Random random) {
        StringBuilder path = new StringBuilder(
                one(random, "", "", "", "/", "//", "/;x", "/x/..", "/x%2F..", "/.", "/read/..;a", "/%2e"));
        path.append(one(random, "/", "/", "/", "%2F", "//", "/;/", "/%3B/", "\\"));
        String name = one(random, "health", "health/ready", "deep-health", "metrics", "openapi", "WEB-INF/web.xml");
        for (char letter : name.toCharArray()) {
            switch (random.nextInt(6)) {
                case 0 -> path.append(String.format("%%%02x", (int) letter));
                case 1 -> path.append(Character.toUpperCase(letter));
                default -> path.append(letter);
            }
        }
        return (path.charAt(0) == '/' ? "" : "/")
                + path
                + one(
                        random,
                        "",
                        "",
                        "/",
                        ";x",
                        "%3Bx=1",
                        ";x/",
                        "//",
                        "/.",
                        "%20",
                        "?x",
                        "/..;/health",
                        "%2F",
                        "%2Fready",
                        "%00");
    }

    private static String one(Random random, String... choices) {
        return choices[random.nextInt(choices.length)];
    }

    @Test
    void theAppTierItselfAnswersIt(Stage stage) throws Exception {
        Site appTier = new Site(new Inside(stage).appUrl());
        assertTrue(appTier.get("/health/ready").body().contains("\"status\":\"UP\""));
        assertTrue(appTier.get("/health/live").body().contains("\"status\":\"UP\""));
    }

    @Test
    void theWebTiersHealthIsItsOwn(Site site) throws Exception {
        HttpResponse<String> response = site.get("/web-health");
        assertEquals(200, response.statusCode());
        assertEquals("ok\n", response.body());
        assertEquals("web=web-1", Site.header(response, "X-Served-By"));
    }

    /** No tier is reachable over plain HTTP from outside this machine. */
    @Test
    void everySocketIsOnTheLoopbackAddress(Stage stage) throws Exception {
        assertEquals(List.of(), new Inside(stage).socketsOpenToOthers());
    }
}
