package threetier.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
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
        String id = "1-67891233-" + String.format("%024x", System.nanoTime());
        HttpResponse<String> answer = site.get(
                "/timestamps/1%2f?token=secret",
                "X-Forwarded-For", "203.0.113.7", "X-Amzn-Trace-Id", "Self=1-2-3;Root=" + id, "X-Request-Id", "forged");
        assertEquals(400, answer.statusCode());
        assertEquals(id, Site.header(answer, "X-Request-Id"));
        assertTrue(answer.body().contains("\"requestId\":\"" + id + "\""), answer.body());
        List<String> lines = new Inside(stage).awaitLogged("web-1", id);
        assertEquals(1, lines.size());
        assertTrue(
                lines.get(0)
                        .matches(
                                "\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z 203\\.0\\.113\\.7 GET /timestamps/1%2f 400 "
                                        + "\\d+ bytes [\\d.]+ ms app=app-1 app;dur=[\\d.]+ "
                                        + "problem=The parameter \"id\" must be .* request="
                                        + id),
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

    /** A balancer with IPv6, and CloudFront, append addresses of IPv6. */
    @Test
    void theAddressOfAClientMayBeOfIpv6(Site site, Stage stage) throws Exception {
        String id = "1-67891233-" + String.format("%024x", System.nanoTime());
        String body = site.get(
                        "/instance",
                        "X-Forwarded-For",
                        "10.9.9.9, 2001:db8::1, 2001:db8::7",
                        "Client-Address",
                        "198.51.100.1",
                        "X-Amzn-Trace-Id",
                        "Root=" + id)
                .body();
        assertTrue(body.contains("\"client\":\"2001:db8::7\""), body);
        String line = new Inside(stage).awaitLogged("web-1", id).get(0);
        assertTrue(line.contains(" 2001:db8::7 GET /instance "), line);
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
