package threetier.command.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.error.CommandException;
import threetier.command.http.LocalSite.Answer;

@Timeout(60)
class SiteCheckTest {

    private static final String INSTANCE =
            "{\"hostname\":\"app-1\",\"version\":\"1\",\"zone\":\"\",\"database\":\"reader\",\"lagMillis\":0}";
    private static final String SAVED = "{\"id\": 7, \"savedAt\": \"2022-11-06T03:01:47.123456Z\"}";

    private static final Map<String, String> HEADERS = Map.of(
            "Content-Type", "application/json",
            "X-Served-By", "web=web-1, app=app-1",
            "Consistency-Token", "7",
            "Location", "/timestamps/7");

    private final List<String> asked = new CopyOnWriteArrayList<>();
    private final Map<String, String> answers = new ConcurrentHashMap<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private final List<String> said = new ArrayList<>();
    private LocalSite site;

    @BeforeEach
    void start() throws IOException {
        site = new LocalSite(this::answer);
        answers.put("GET /web-health", "ok");
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void toThisApplicationItWrites() {
        answers.put("GET /instance", INSTANCE);
        answers.put("POST /timestamps", SAVED);
        statuses.put("POST /timestamps", 201);
        answers.put("GET /timestamps/7", SAVED);
        answers.put("GET /timestamps?limit=3", "[]");
        answers.put("GET /timestamps?limit=1", "[]");
        check();
        assertTrue(said.toString().contains("a date-time is saved"), said.toString());
        assertTrue(said.get(said.size() - 1).endsWith(" works."), said.toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<html></html>", "[]", "{}", "{\"hostname\":\"shop\",\"version\":\"1\"}", "not JSON"})
    void toAnotherApplicationItWritesNothing(String instance) {
        if (!instance.isEmpty()) {
            answers.put("GET /instance", instance);
        }
        // The other application would also accept this request and save
        answers.put("POST /timestamps", SAVED);
        answers.put("GET /write", "Saved");
        answers.put("GET /", "<html></html>");
        check();
        assertEquals(List.of("GET /web-health", "GET /instance", "GET /"), asked);
        assertTrue(said.toString().contains("This is not the three-tier application"), said.toString());
        assertTrue(said.get(said.size() - 1).endsWith(" answers."), said.toString());
    }

    /** The first page may need a login, or there may be none. */
    @ParameterizedTest
    @ValueSource(ints = {302, 401, 403, 404})
    void anyAnswerOfAnotherApplicationCounts(int status) {
        statuses.put("GET /", status);
        check();
        assertTrue(said.toString().contains("GET / is answered with " + status), said.toString());
    }

    @Test
    void anotherApplicationThatFailsDoesNotWork() {
        statuses.put("GET /", 503);
        assertTrue(problem().contains("GET / was answered with 503"), said.toString());
    }

    /** The app tier may still be starting. */
    @Test
    void anAppTierThatIsAwayIsNoOtherApplication() {
        statuses.put("GET /instance", 503);
        answers.put("GET /instance", "{}");
        assertTrue(problem().contains("GET /instance was answered with 503"));
        assertFalse(said.toString().contains("not the three-tier application"), said.toString());
    }

    private String problem() {
        return assertThrows(CommandException.class, this::check).getMessage();
    }

    private void check() {
        new SiteCheck(site.url(), said::add).run();
    }

    private Answer answer(String request) {
        asked.add(request);
        return new Answer(
                statuses.getOrDefault(request, answers.containsKey(request) ? 200 : 404),
                answers.getOrDefault(request, ""),
                HEADERS);
    }
}
