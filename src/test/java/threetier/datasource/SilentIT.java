package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.stage.OnStage;
import threetier.stage.Site;
import threetier.stage.Stage;

/** One database is silent: its process stands still. Whoever can be answered by the other one is. */
@OnStage
class SilentIT {

    private static final int CLIENTS = 80;

    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);

    @BeforeEach
    void fill(Stage stage) throws Exception {
        stage.truncate();
        stage.fill(10);
    }

    @AfterEach
    void mend(Site site, Stage stage) throws Exception {
        clients.shutdown();
        signal("CONT", stage, "writer");
        signal("CONT", stage, "reader");
        stage.execute("reader", "START REPLICA SQL_THREAD");
        stage.awaitReplica();
        // A node that has found a database away tries again after a moment
        URI health = URI.create(stage.appUrl() + "/deep-health");
        while (site.exchange(HttpRequest.newBuilder(health).build(), BodyHandlers.discarding()).statusCode() != 200 || site.post("/write").statusCode() != 200) {
            Thread.sleep(100);
        }
    }

    /** Those with the own write that the reader lacks ask at the same time, and the node asks the database once for several. */
    @Test
    void withoutAWriterOnlyThoseFailWhoseOwnWriteTheReaderLacks(Site site, Stage stage) throws Exception {
        stage.execute("reader", "STOP REPLICA SQL_THREAD");
        String token = Site.header(site.post("/write"), "Consistency-Token");
        signal("STOP", stage, "writer");
        AtomicBoolean done = new AtomicBoolean();
        List<Future<?>> others = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            String path = i % 2 == 0 ? "/read" : "/timestamps";
            others.add(clients.submit(() -> {
                while (!done.get()) {
                    assertEquals(503, site.get(path, "Consistency-Token", token).statusCode());
                }
                return null;
            }));
        }
        // Now and then one of those who ask together tries the writer, and all wait for its time-out
        for (int i = 0; i < 3; i++) {
            assertEquals(200, site.get("/read").statusCode());
            assertEquals(200, site.get("/timestamps", "Consistency-Token", "3").statusCode());
        }
        done.set(true);
        for (Future<?> other : others) {
            other.get();
        }
    }

    /** More clients than may use one database at once. */
    @Test
    void withoutAReaderTheWriterAnswersEverybody(Site site, Stage stage) throws Exception {
        signal("STOP", stage, "reader");
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(clients.submit(() -> site.get("/timestamps/3").statusCode()));
        }
        for (Future<Integer> answer : answers) {
            assertEquals(200, answer.get());
        }
    }

    private static void signal(String signal, Stage stage, String database) throws Exception {
        assertEquals(0, new ProcessBuilder("kill", "-" + signal, Long.toString(stage.node(database).pid())).start().waitFor());
    }
}
