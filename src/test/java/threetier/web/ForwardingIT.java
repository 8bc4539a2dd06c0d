package threetier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

@OnStage
class ForwardingIT {

    @Test
    void theLogSaysWhoAskedWhoAnsweredAndHowLongItTook(Site site, Stage stage) throws Exception {
        String mark = "/read?" + System.nanoTime();
        assertEquals(
                200,
                site.get(mark, "X-Forwarded-For", "203.0.113.7", "X-Amzn-Trace-Id", "Root=1-2-3")
                        .statusCode());
        List<String> lines = new Inside(stage).awaitLogged("web-1", mark);
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0)
                        .matches(
                                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}\\+0000 client=203\\.0\\.113\\.7 peer=127\\.0\\.0\\.1 "
                                        + "request=\"GET .*\" status=200 bytes=\\d+ ms=\\d+ web=web-1 app=\"app=app-1, database=reader\" "
                                        + "timing=\"app;dur=[\\d.]+, db;dur=[\\d.]+\" trace=\"Root=1-2-3\""),
                lines.get(0));
    }

    /**
     * The client may have sent any addresses in the header. The balancer appends the client's real address, and the web
     * tier appends another address.
     */
    @Test
    void theAppTierKnowsTheClientAndItsProtocolWhoeverStandsBetween(Site site) throws Exception {
        String body = site.get(
                        "/instance",
                        "X-Forwarded-For",
                        "198.51.100.1, 203.0.113.7, 10.0.1.5",
                        "X-Forwarded-Proto",
                        "https")
                .body();
        assertTrue(body.contains("\"client\":\"203.0.113.7\",\"scheme\":\"https\""), body);
    }

    /** Payara accepts these headers from any client. If it cannot parse such a header, it logs a stack trace. */
    @Test
    void aClientTellsTheAppTierNothingOfItsTracing(Site site, Stage stage) throws Exception {
        int before = new Inside(stage).log("app-1").size();
        for (String header : new String[] {"TraceId", "ParentId", "RelationshipType"}) {
            assertEquals(
                    200,
                    site.get("/read", "Payara-Tracing-TraceId", "0-0-0-0-0", "Payara-Tracing-" + header, "none")
                            .statusCode());
        }
        assertEquals(
                List.of(),
                new Inside(stage)
                        .log("app-1").stream()
                                .skip(before)
                                .filter(line -> line.contains("Propagated"))
                                .toList());
    }

    @Test
    void withoutABalancerTheClientIsWhoConnects(Site site) throws Exception {
        String body = site.get("/instance").body();
        assertTrue(body.contains("\"client\":\"127.0.0.1\",\"scheme\":\"http\""), body);
    }
}
