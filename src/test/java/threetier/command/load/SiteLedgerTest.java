package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.http.HttpConnection;
import threetier.command.http.LocalSite;
import threetier.command.http.LocalSite.Answer;

/** A load on a site that breaks its promises: it acknowledges each write with the same entry, and hides it at first. */
@Timeout(60)
class SiteLedgerTest {

    private static final String ENTRY = "{\"id\": 7, \"savedAt\": \"2022-11-06T03:01:47.123456Z\"}";

    @TempDir
    private Path folder;

    private final AtomicInteger writes = new AtomicInteger();
    private final AtomicInteger looks = new AtomicInteger();
    private LocalSite site;

    @BeforeEach
    void start() throws IOException {
        site = new LocalSite(this::answer);
    }

    @AfterEach
    void stop() {
        site.close();
    }

    @Test
    void brokenPromisesAreReported() {
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        LoadPlan plan = new LoadPlan(site.url(), 1, 1, "", new Mix(1, 1), true);
        PrintStream out = new PrintStream(said, true, StandardCharsets.UTF_8);
        assertFalse(new LoadRun(plan, out, false).run(folder.resolve("load.svg")));
        String ledger = said.toString(StandardCharsets.UTF_8).replaceFirst("(?s).*\n(ledger: )", "$1");
        int all = writes.get();
        assertTrue(
                ledger.matches(String.format(
                        "ledger: %,d writes acknowledged; 0 missing, %,d acknowledged twice, [\\d,]+ out of order; ([\\d,]+) of \\1 own writes not seen\n",
                        all, all - 1)),
                ledger);
        assertEquals(3, looks.get(), "pages read: a failure, an empty page, the entry");
    }

    /** A server whose application is broken may answer 200 without a body. */
    @Test
    void anAnswerWithoutAListIsNotAnEmptyList() throws IOException {
        try (LocalSite broken = new LocalSite(request -> new Answer(200, ""));
                HttpConnection connection = new HttpConnection(broken.url(), Client.PATIENCE)) {
            assertThrows(IOException.class, () -> ShownEntries.from(connection, 1));
        }
    }

    private Answer answer(String request) {
        return switch (request) {
            case "POST /timestamps" -> {
                writes.incrementAndGet();
                yield new Answer(201, ENTRY);
            }
            case "GET /timestamps?limit=1000" -> {
                int look = looks.incrementAndGet();
                yield new Answer(look == 1 ? 503 : 200, look <= 2 ? "[]" : "[" + ENTRY + "]");
            }
            default -> new Answer(404, "");
        };
    }
}
