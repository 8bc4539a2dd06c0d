package threetier.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.database.Sql;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.stage.Inside;
import threetier.stage.PayaraServer;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** Tests the same WAR and the same {@code payara/pools.asadmin} on a full Payara Server behind httpd. */
@Tag("payara-server")
class AsadminIT {

    private static final Path WAR = Path.of("target/three-tier.war").toAbsolutePath();

    private static PayaraServer server;
    private static Site site;

    @BeforeAll
    static void deploy() {
        server = PayaraServer.start(TestDatabase.workspace("payara-server"), System.out::println);
        site = new Site(server.url());
        server.deploy(WAR);
    }

    /** JUnit also calls this method if the start has failed. */
    @AfterAll
    static void stop() {
        try (PayaraServer running = server) {
            if (running != null) {
                Node node = running.node();
                running.stop();
                assertTrue(node.awaitEnd(Duration.ofSeconds(30)), "the server still runs");
            }
        }
    }

    @BeforeEach
    void empty() throws Exception {
        new Sql(server.data()).truncate();
    }

    @Test
    void savesAndLists() throws Exception {
        assertEquals("[]", site.get("/read").body());
        HttpResponse<String> written = site.get("/write");
        assertEquals(26, written.body().length(), written.body());
        assertEquals("web=web-1, app=server-1, database=writer", Site.header(written, "X-Served-By"));
        new Sql(server.data()).awaitReplica();
        HttpResponse<String> read = site.get("/read");
        assertEquals("[\n  \"" + written.body().substring("Saved: ".length()) + "\"\n]", read.body());
        assertTrue(Site.header(read, "X-Served-By").endsWith("database=reader"), Site.header(read, "X-Served-By"));
    }

    @Test
    void anEntryHasItsAddress() throws Exception {
        HttpResponse<String> created = site.post("/timestamps");
        assertEquals(201, created.statusCode());
        assertEquals(site.url() + "/timestamps/1", Site.header(created, "Location"));
        new Sql(server.data()).awaitReplica();
        assertEquals(created.body(), site.get("/timestamps/1").body());
    }

    /** The time zone of the server's process, not of this machine, determines the stored time. */
    @Test
    void timesAreUtc() throws Exception {
        site.post("/write");
        assertEquals(
                1,
                new Sql(server.data())
                        .count(
                                "writer",
                                "SELECT COUNT(*) FROM threetier.timestamps WHERE ABS(TIMESTAMPDIFF(SECOND, saved_at, UTC_TIMESTAMP())) < 60"));
    }

    @ParameterizedTest
    @CsvSource({
        "GET, /nothing, 404",
        "GET, /timestamps/7, 404",
        "PUT, /read, 405",
        "GET, /timestamps?limit=0, 400",
        "GET, /health/ready, 404"
    })
    void errorsAreProblemDetails(String method, String path, int status) throws Exception {
        HttpResponse<String> response = site.send(method, path);
        assertEquals(status, response.statusCode());
        assertEquals("application/problem+json", Site.header(response, "Content-Type"));
    }

    @Test
    void readinessIsForTheInsideOnly() throws Exception {
        HttpResponse<String> ready = new Site(server.appUrl()).get("/health/ready");
        assertEquals(200, ready.statusCode());
        assertTrue(ready.body().contains("\"status\":\"UP\""), ready.body());
        assertFalse(site.get("/health/ready").body().contains("UP"));
    }

    @Test
    void everySocketIsOnTheLoopbackAddress() {
        assertEquals(Set.copyOf(server.expectedSockets()), Inside.sockets(server.node()));
        assertEquals(List.of(), server.socketsOpenToOthers());
    }

    @ParameterizedTest
    @ValueSource(strings = {"writer", "reader"})
    void passwordsAreInTheEnvironmentOnly(String database) throws Exception {
        String password = server.data().password(database);
        try (Stream<Path> files = Files.walk(server.domain().getParent())) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertFalse(Files.readString(file, StandardCharsets.ISO_8859_1).contains(password), file.toString());
            }
        }
        String configuration = Files.readString(server.domain().resolve("config/domain.xml"));
        assertTrue(configuration.contains("${ENV=" + database.toUpperCase(Locale.ROOT) + "_PASSWORD}"));
    }

    @Test
    void redeployingKeepsTheData() throws Exception {
        site.post("/write");
        site.post("/write");
        new Sql(server.data()).awaitReplica();
        String before = site.get("/read").body();
        server.redeploy(WAR);
        assertEquals(before, site.get("/read").body());
        assertEquals(201, site.post("/timestamps").statusCode());
    }

    /**
     * Without an application, the server answers 404 with its own page. The client gets this page, because httpd
     * forwards the app tier's answers.
     */
    @Test
    void undeployingLeavesNoApplication() throws Exception {
        site.post("/write");
        server.undeploy();
        for (String path : List.of("/", "/index.html", "/read", "/instance")) {
            assertEquals(404, site.get(path).statusCode(), path);
        }
        assertEquals(404, site.post("/write").statusCode());
        assertEquals("application/problem+json", Site.header(site.get("/health/ready"), "Content-Type"));
        assertEquals("ok\n", site.get("/web-health").body());
        server.deploy(WAR);
        assertEquals(1, new Sql(server.data()).count("writer", "SELECT COUNT(*) FROM threetier.timestamps"));
        assertEquals(201, site.post("/timestamps").statusCode());
    }

    @Test
    void aFileThatIsNoApplicationIsRefusedAndTheOldOneStays(@TempDir Path folder) throws Exception {
        Path broken = Files.writeString(folder.resolve("three-tier.war"), "no archive");
        CommandException failure = assertThrows(CommandException.class, () -> server.redeploy(broken));
        assertTrue(
                failure.getMessage().startsWith(broken + " could not be redeployed. The log ends with:"),
                failure.getMessage());
        assertEquals("[]", site.get("/read").body());
    }
}
