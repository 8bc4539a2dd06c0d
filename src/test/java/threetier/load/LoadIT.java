package threetier.load;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.FIVE_MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.json.Json;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.Jvm;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** The computations use only CPU time that nobody else needs, so on a busy machine some are repeated. */
@OnStage
@Tag("http-only")
class LoadIT {

    /** 2^61 - 1, a prime: no processor tests it within the CPU time of a request. */
    private static final String TOO_LONG = "/load?number=2305843009213693951";

    @ParameterizedTest
    @CsvSource({"0, false", "1, false", "2, true", "9, false", "561, false", "9223372036854775807, false"})
    void aNumberIsTested(String number, boolean prime, Site site) throws Exception {
        HttpResponse<String> answer = site.get("/load?number=" + number);
        assertTested(number, prime, answer);
        assertEquals("application/json", Site.header(answer, "Content-Type"));
        assertEquals("no-store", Site.header(answer, "Cache-Control"));
    }

    @Test
    void aLargePrimeTakesItsTime(Site site) {
        await("it is tested")
                .atMost(FIVE_MINUTES)
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertTested("112272535095293", true, site.get("/load?number=112272535095293")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "?number",
                "?number=",
                "?number=-1",
                "?number=%2B1",
                "?number=01",
                "?number=%207",
                "?number=1.5",
                "?number=1e3",
                "?number=0x7",
                "?number=seven",
                "?number=%D9%A7",
                "?number=9223372036854775808",
                "?number=99999999999999999999999999",
                "?Number=7"
            })
    void whatIsNoNaturalNumberBelow2To63IsRefused(String query, Site site) throws Exception {
        HttpResponse<String> refusal = site.get("/load" + query);
        assertEquals(400, refusal.statusCode());
        assertEquals("application/problem+json", Site.header(refusal, "Content-Type"));
        assertEquals(
                "The parameter \"number\" must be a whole number from 0 to 9223372036854775807: "
                        + "digits 0 to 9, without a sign or leading zeros.",
                Json.parse(refusal.body()).text("detail"));
    }

    @Test
    void whatTakesTooMuchCpuIsGivenUp(Site site) {
        await("the CPU time is used up")
                .atMost(FIVE_MINUTES)
                .untilAsserted(() -> assertRefused("This takes more than 2 seconds of CPU", site.get(TOO_LONG)));
    }

    /** A computation is the same as before if no client has got an answer meanwhile. */
    @Test
    void whileTwoComputeAThirdIsRefusedAndAllElseIsAnswered(Site site, Stage stage) throws Exception {
        AtomicInteger answers = new AtomicInteger();
        Clients.ask(
                SpareThreads.PLACES,
                () -> {
                    assertEquals(503, site.get(TOO_LONG).statusCode());
                    answers.incrementAndGet();
                },
                () -> await("both computed from one refusal to the next")
                        .atMost(FIVE_MINUTES)
                        .pollInterval(Duration.ofMillis(10))
                        .until(() -> {
                            int before = answers.get();
                            boolean full = isFull(site);
                            assertEquals(200, site.get("/read").statusCode());
                            assertEquals(200, site.post("/write").statusCode());
                            assertEquals(200, site.get("/timestamps").statusCode());
                            return full && computeOnOwnThreads(stage) && isFull(site) && answers.get() == before;
                        }));
    }

    private static boolean isFull(Site site) throws IOException {
        HttpResponse<String> third = site.get("/load?number=7");
        if (third.statusCode() == 200) {
            return false;
        }
        assertRefused("This node computes for 2 requests already", third);
        return true;
    }

    /** This list has no virtual threads. */
    private static boolean computeOnOwnThreads(Stage stage) {
        String threads = Jvm.of(stage, "app-1").asked("Thread.print");
        return Arrays.stream(threads.split("\n\n"))
                        .filter(thread -> thread.startsWith("\"load-") && thread.contains("TrialDivision.isPrime"))
                        .count()
                == SpareThreads.PLACES;
    }

    private static void assertTested(String number, boolean prime, HttpResponse<String> answer) {
        assertEquals(200, answer.statusCode(), answer.body());
        assertTrue(
                answer.body()
                        .matches("\\{\"isPrime\": " + prime + ", \"number\": " + number
                                + ", \"processingTime\": \\d+(\\.\\d{1,6})?}"),
                answer.body());
    }

    private static void assertRefused(String why, HttpResponse<String> answer) {
        assertEquals(503, answer.statusCode(), answer.body());
        assertEquals("1", Site.header(answer, "Retry-After"));
        assertEquals("application/problem+json", Site.header(answer, "Content-Type"));
        String detail = Json.parse(answer.body()).text("detail");
        assertTrue(detail.startsWith(why), detail);
    }
}
