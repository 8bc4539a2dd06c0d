package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;
import threetier.stage.Clients;
import threetier.stage.Inside;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** Tests of the stage itself, each on its own stage. */
@Tag("stage")
class StageIT {

    @Test
    void dataOutlivesTheProcessesAndADeadTierIsAnErrorForPeople() throws Exception {
        Workspace workspace = TestDatabase.workspace("own");
        String saved;
        try (Stage stage = start(workspace, "256m")) {
            Site site = new Site(stage.url());
            for (HttpResponse<String> off : List.of(site.get("/users"), site.post("/users"), site.get("/users/1"))) {
                assertEquals(404, off.statusCode());
                assertTrue(off.body().contains("There is nothing at this address."), off.body());
            }
            saved = site.post("/timestamps", "Idempotency-Key", "before").body();
            Node app = stage.node("app-1");
            app.kill();
            assertFalse(app.alive());
            assertTrue(StatusTable.text(new Nodes(workspace).all(), false).contains("dead"));

            assertEquals("ok\n", site.get("/web-health").body());
            HttpResponse<String> problem = site.get("/read");
            assertEquals(503, problem.statusCode());
            assertEquals("application/problem+json", Site.header(problem, "Content-Type"));
            assertEquals("1", Site.header(problem, "Retry-After"));
            HttpResponse<String> page = site.get("/", "Accept", Site.BROWSER);
            assertEquals(503, page.statusCode());
            assertTrue(page.body().contains("<h1>503 Service Unavailable</h1>"), page.body());
        }
        assertEquals(0, new Nodes(workspace).all().size());
        try (Stage stage = start(workspace, "256m")) {
            Site site = new Site(stage.url());
            assertEquals(
                    saved, site.post("/timestamps", "Idempotency-Key", "before").body());
            stage.sql().awaitReplica();
            assertEquals("[" + saved + "]", site.get("/timestamps").body());
        }
    }

    /** A server that is still running would occupy the port. */
    @Test
    void aLauncherThatIsKilledLeavesNothingBehind() throws Exception {
        List<ProcessHandle> all;
        try (Stage stage = start(TestDatabase.workspace("launcher-killed"), "256m")) {
            all = Stream.of("app-1", "web-1")
                    .flatMap(name -> stage.node(name).processes())
                    .toList();
            for (String name : List.of("app-1", "web-1")) {
                ProcessHandle launcher =
                        ProcessHandle.of(stage.node(name).pid()).orElseThrow();
                launcher.destroyForcibly();
                launcher.onExit().get();
            }
            assertTrue(all.stream().anyMatch(Node::runs));
        }
        assertFalse(all.stream().anyMatch(Node::runs));
    }

    /** If the databases fail, no tier becomes unhealthy. Every part that needs no database still answers. */
    @Test
    void withoutDatabasesTheTiersAboveAnswer() throws Exception {
        try (Stage stage = start(TestDatabase.workspace("no-database"), "256m")) {
            Site site = new Site(stage.url());
            Site app = new Site(new Inside(stage).appUrl());
            stage.node("reader").kill();
            HttpResponse<String> fromWriter = site.get("/read");
            assertEquals(200, fromWriter.statusCode());
            assertTrue(Site.header(fromWriter, "X-Served-By").contains("database=writer"));
            assertTrue(Site.header(fromWriter, "Server-Timing").contains("the reader does not answer"));

            stage.node("writer").kill();
            assertEquals(200, site.get("/web-health").statusCode());
            assertEquals(200, app.get("/health/ready").statusCode());
            assertEquals(200, site.get("/instance").statusCode());
            for (HttpResponse<String> answer :
                    List.of(site.get("/read"), site.post("/write"), site.get("/timestamps/1"))) {
                assertEquals(503, answer.statusCode());
                assertEquals("application/problem+json", Site.header(answer, "Content-Type"));
                assertEquals("1", Site.header(answer, "Retry-After"));
                assertTrue(answer.body().contains("The database cannot be reached just now."), answer.body());
            }
            HttpResponse<String> page = site.get("/", "Accept", Site.BROWSER);
            assertEquals(200, page.statusCode());
            assertTrue(page.body().contains("The list cannot be read just now"), page.body());
            HttpResponse<String> deep = app.get("/deep-health");
            assertEquals(503, deep.statusCode());
            assertTrue(deep.body().contains("\"writer\":\"DOWN\",\"reader\":\"DOWN\""), deep.body());

            assertSaysOnce(" does not answer: ", stage);

            // A new node deploys its application without databases, and uses them when they are available again
            stage.node("app-1").kill();
            stage.startApp("app-1");
            assertEquals(503, site.get("/read").statusCode());
            assertSaysOnce(" does not answer: java.net.ConnectException: Connection refused", stage);
            stage.startDatabase("writer");
            stage.startDatabase("reader");
            await("both databases answer")
                    .atMost(ONE_MINUTE)
                    .untilAsserted(
                            () -> assertEquals(200, app.get("/deep-health").statusCode()));
            assertEquals(200, site.post("/write").statusCode());
            assertEquals(200, site.get("/read").statusCode());
            assertSaysOnce(" answers again", stage);

            // The thread that watches the replica also continues after the outage
            stage.sql().awaitReplica();
            awaitBehind(app, false);
            stage.sql().execute("reader", "STOP REPLICA SQL_THREAD");
            assertEquals(201, site.post("/timestamps").statusCode());
            awaitBehind(app, true);
        }
    }

    /** Asserts that the log has this message once per database, and no stack trace. */
    private static void assertSaysOnce(String text, Stage stage) throws Exception {
        for (String database : List.of("The writer", "The reader")) {
            assertEquals(
                    1,
                    new Inside(stage).awaitLogged("app-1", 0, database + text).size(),
                    database + text);
        }
        assertEquals(List.of(), new Inside(stage).stackTraces("app-1", 0));
    }

    /** Waits until the node reports this state of its reader. */
    private static void awaitBehind(Site app, boolean behind) {
        await(behind ? "the reader is behind" : "the reader is not behind")
                .atMost(ONE_MINUTE)
                .until(() -> app.get("/instance").body(), body -> body.contains("\"lagMillis\":0,") != behind);
    }

    @Test
    void aTierThatDoesNotStartSaysWhyAndLeavesNothingRunning() {
        Workspace workspace = TestDatabase.workspace("failing");
        CommandException failure = assertThrows(CommandException.class, () -> start(workspace, "1k"));
        assertTrue(
                failure.getMessage().startsWith("app-1 ended while starting. Its log ends with:"),
                failure.getMessage());
        assertTrue(failure.getMessage().contains("Too small maximum heap"), failure.getMessage());
        assertEquals(0, new Nodes(workspace).all().size());
    }

    /** If the stage is stopped while it starts, the end of its nodes must not be reported as a failure of the nodes. */
    @Test
    void whoStopsItWhileItStartsIsSaidToHave() throws Exception {
        Workspace workspace = TestDatabase.workspace("stopped");
        Clients.ask(
                1,
                () -> {
                    Pause.millis(20);
                    if (new Nodes(workspace).find("app-1").isPresent()) {
                        new Nodes(workspace).stopAll(step -> {});
                    }
                },
                () -> {
                    CommandException failure = assertThrows(CommandException.class, () -> start(workspace, "256m"));
                    assertEquals("Another command stopped it while it started.", failure.getMessage());
                });
        assertEquals(0, new Nodes(workspace).all().size());
    }

    @Test
    void aTakenPortIsNamedBeforeAnythingStarts() throws Exception {
        Workspace workspace = TestDatabase.workspace("taken");
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            int port = other.getLocalPort();
            CommandException failure = assertThrows(
                    CommandException.class,
                    () -> Stage.start(
                            workspace, Shape.of(1, 1, "256m").at(port).on(TestDatabase.chosen()), step -> {}));
            assertEquals(
                    "Port " + port + " is taken by another program. Choose another one: ./three-tier up --port "
                            + (port + 1),
                    failure.getMessage());
        }
    }

    private static Stage start(Workspace workspace, String heap) {
        return Stage.start(workspace, Shape.of(1, 1, heap).on(TestDatabase.chosen()), step -> {});
    }
}
