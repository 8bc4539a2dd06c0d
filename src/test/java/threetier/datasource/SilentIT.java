package threetier.datasource;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Clients;
import threetier.stage.Inside;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests with one silent database, whose process is suspended. The other database serves all requests that it can. */
@OnStage
@Tag("http-only")
class SilentIT {

    private static final int CLIENTS = 80;
    private static final int ROWS = 10;

    @BeforeEach
    void fill(Stage stage) throws Exception {
        stage.sql().truncate();
        stage.sql().fill(ROWS);
    }

    @AfterEach
    void mend(Site site, Stage stage) throws Exception {
        stage.node("writer").resume();
        stage.node("reader").resume();
        stage.sql().execute("reader", "START REPLICA SQL_THREAD");
        stage.sql().awaitReplica();
        // After an outage, a node tries the database again only after a pause
        Site app = new Site(new Inside(stage).appUrl());
        await("both databases answer").atMost(ONE_MINUTE).untilAsserted(() -> {
            assertEquals(200, app.get("/deep-health").statusCode());
            assertEquals(200, site.post("/write").statusCode());
        });
    }

    /**
     * Some requests have the token of a write that has not reached the reader; these must fail. Others, sent at the
     * same time, can be answered by the reader; these must succeed, even if both kinds share a query.
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
                    // Some of the shared calls try the writer. All requests that share such a call wait for the
                    // writer's timeout
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
        // Opens connections to the writer, as the reader does not have a row with this number
        Clients.together(Collections.nCopies(
                CLIENTS,
                () -> site.get("/timestamps/3", "Consistency-Token", String.valueOf(ROWS + 100))
                        .statusCode()));
        stage.node("reader").suspend();
        assertEquals(
                Collections.nCopies(CLIENTS, 200),
                Clients.together(Collections.nCopies(
                        CLIENTS, () -> site.get("/timestamps/3").statusCode())));
    }
}
