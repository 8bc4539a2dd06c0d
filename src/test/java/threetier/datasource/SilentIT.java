package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** One database is silent, because its process is suspended. The other one answers all requests that it can. */
@OnStage
class SilentIT {

    private static final int CLIENTS = 80;

    @BeforeEach
    void fill(Stage stage) throws Exception {
        stage.sql().truncate();
        stage.sql().fill(10);
    }

    @AfterEach
    void mend(Site site, Stage stage) throws Exception {
        stage.node("writer").resume();
        stage.node("reader").resume();
        stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        stage.sql().awaitReplica();
        // A node retries a database that was away only after a pause
        Site app = new Site(new Inside(stage).appUrl());
        for (int i = 0;
                i < 300
                        && (app.get("/deep-health").statusCode() != 200
                                || site.post("/write").statusCode() != 200);
                i++) {
            Thread.sleep(100);
        }
        assertEquals(200, app.get("/deep-health").statusCode());
    }

    /**
     * Requests with the token of a write that the reader lacks run at the same time, and may share a query with the
     * others.
     */
    @Test
    void withoutAWriterOnlyThoseFailWhoseOwnWriteTheReaderLacks(Site site, Stage stage) throws Exception {
        stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
        String token = Site.header(site.post("/write"), "Consistency-Token");
        stage.node("writer").suspend();
        Clients.ask(
                8,
                () -> {
                    for (String path : List.of("/read", "/timestamps")) {
                        assertEquals(
                                503, site.get(path, "Consistency-Token", token).statusCode());
                    }
                },
                () -> {
                    // Some of the shared calls try the writer, and all their requests wait for its timeout
                    for (int i = 0; i < 3; i++) {
                        assertEquals(200, site.get("/read").statusCode());
                        assertEquals(
                                200,
                                site.get("/timestamps", "Consistency-Token", "3")
                                        .statusCode());
                    }
                });
    }

    /** There are more clients than a database admits at the same time. */
    @Test
    void withoutAReaderTheWriterAnswersEverybody(Site site, Stage stage) throws Exception {
        stage.node("reader").suspend();
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        List<Future<Integer>> answers = new ArrayList<>();
        for (int i = 0; i < CLIENTS; i++) {
            answers.add(clients.submit(() -> site.get("/timestamps/3").statusCode()));
        }
        clients.shutdown();
        for (Future<Integer> answer : answers) {
            assertEquals(200, answer.get());
        }
    }
}
