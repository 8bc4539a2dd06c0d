package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MILLISECOND;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.sample.Drafts;
import threetier.sample.Notes;
import threetier.sample.Pages;
import threetier.sample.SampleApplication;
import threetier.sample.Sums;
import threetier.schema.AppUser;
import threetier.stage.Inside;
import threetier.stage.ReadOnlyPhase;
import threetier.stage.Site;
import threetier.stage.TestDatabase;

/** Tests another application in the three tiers. It uses only the two JNDI names of this project. */
@Tag("stage")
class OwnWarIT {

    static final Path MIGRATIONS = Path.of("src/test/sample/migrations").toAbsolutePath();

    private static final String WITHOUT_DATA_SOURCE = """
            <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
              <persistence-unit name="standard" transaction-type="JTA"/>
            </persistence>""";

    private static Path war;
    private static Stage stage;
    private static Site site;

    @BeforeAll
    static void raise() {
        File file = new File("target/Sample Notes-1.0.war");
        ShrinkWrap.create(WebArchive.class)
                .addClasses(SampleApplication.class, Notes.class, Drafts.class, Pages.class, Sums.class)
                .addAsResource(new StringAsset(WITHOUT_DATA_SOURCE), "META-INF/persistence.xml")
                .as(ZipExporter.class)
                .exportTo(file, true);
        war = file.toPath().toAbsolutePath();
        stage = Stage.start(
                TestDatabase.workspace("own-war"),
                Shape.of(1, 1, "256m").on(TestDatabase.chosen()).running(Application.of(war, MIGRATIONS)),
                step -> {});
        site = new Site(stage.url());
    }

    @AfterAll
    static void stop() {
        stage.close();
    }

    @Test
    void itsWritesAreReadFromTheReplica() throws Exception {
        assertEquals(204, site.post("/api/notes/kept").statusCode());
        assertEquals(204, site.post("/api/notes/dropped").statusCode());
        assertEquals(204, site.send("DELETE", "/api/notes/dropped").statusCode());
        stage.sql().awaitReplica();
        assertEquals("kept", site.get("/api/notes").body());
        assertEquals(1, stage.sql().count("reader", "SELECT COUNT(*) FROM own_sample_notes_1_0.notes"));
    }

    /** By default the server has a database of its own, which nobody would notice. */
    @Test
    void withoutADataSourceItUsesTheWriter() throws Exception {
        assertTrue(site.get("/api/drafts").body().startsWith(stage.data().user("writer") + "@"));
        assertEquals(204, site.post("/api/drafts/draft").statusCode());
        String draft = " FROM own_sample_notes_1_0.notes WHERE text = 'draft'";
        assertEquals(1, stage.sql().count("writer", "SELECT COUNT(*)" + draft));
        assertEquals(204, site.send("DELETE", "/api/notes/draft").statusCode());
    }

    @Test
    void itSeesNoOtherDatabaseAndItsReaderChangesNothing() {
        assertThrows(
                SQLException.class,
                () -> new Inside(stage).asApplication("reader", "INSERT INTO notes (text) VALUES ('never')"));
        assertThrows(SQLException.class, () -> new Inside(stage).asApplication("writer", "SELECT 1 FROM mysql.user"));
        assertThrows(SQLException.class, () -> new Inside(stage).asApplication("writer", "CREATE TABLE mine (id INT)"));
    }

    /** The application knows nothing of the mode. Its own answer to the failed statement is an error. */
    @Test
    void itObeysReadOnlyMode() throws Exception {
        assertEquals(204, site.post("/api/notes/before").statusCode());
        AppUser writer = new AppUser(stage.data().user("writer"), "", "SELECT, INSERT, UPDATE, DELETE");
        try (ReadOnlyPhase phase = new ReadOnlyPhase(stage, "own_sample_notes_1_0", writer)) {
            assertTrue(phase.isOn());
            assertEquals(500, site.post("/api/notes/during").statusCode());
            assertEquals(500, site.send("DELETE", "/api/notes/before").statusCode());
            assertEquals(200, site.get("/api/notes").statusCode());
            assertThrows(
                    SQLException.class, () -> new Inside(stage).asApplication("writer", "UPDATE notes SET text = ''"));
        }
        assertEquals(204, site.send("DELETE", "/api/notes/before").statusCode());
        assertEquals(
                0,
                stage.sql().count("writer", "SELECT COUNT(*) FROM own_sample_notes_1_0.notes WHERE text = 'during'"));
    }

    @Test
    void whatItsPagesMayLoadIsForItselfToSay() throws Exception {
        assertEquals("frame-ancestors 'self'", Site.header(site.get("/api/page"), "Content-Security-Policy"));
        HttpResponse<String> own = site.get("/api/page?policy=default-src%20'self'");
        assertEquals("default-src 'self'", Site.header(own, "Content-Security-Policy"));
        assertEquals(
                "SAMEORIGIN", Site.header(own, "X-Frame-Options"), "a policy without a rule for frames permits none");
    }

    /** There are more computations than processors, and each computation would occupy a processor forever. */
    @Test
    void whoComputesForLongHoldsUpNobodyElse() throws Exception {
        int computing = 2 * Runtime.getRuntime().availableProcessors();
        ExecutorService clients = Executors.newFixedThreadPool(computing);
        List<Future<HttpResponse<String>>> sums = Stream.generate(() -> clients.submit(() -> site.get("/api/sums")))
                .limit(computing)
                .toList();
        clients.shutdown();
        await("all of them compute")
                .atMost(ONE_MINUTE)
                .pollInterval(ONE_MILLISECOND)
                .failFast("a sum ended early", () -> sums.stream().anyMatch(Future::isDone))
                .until(() -> Integer.parseInt(site.get("/api/sums/under-way").body()) >= computing);
        assertEquals(204, site.send("DELETE", "/api/sums").statusCode());
        for (Future<HttpResponse<String>> sum : sums) {
            assertEquals(200, sum.get().statusCode());
        }
    }

    @Test
    void theInsideStaysClosed() throws Exception {
        assertEquals(404, site.get("/health/ready").statusCode());
        assertEquals(
                200, new Site(new Inside(stage).appUrl()).get("/health/ready").statusCode());
    }

    /** If the WAR is missing or incomplete, the running application is not replaced. */
    @Test
    void aWarThatIsNotThereIsNotSwappedIn() throws Exception {
        Path away = war.resolveSibling("away.war");
        Files.move(war, away);
        try {
            CommandException missing =
                    assertThrows(CommandException.class, () -> Reload.of(stage.node("app-1"), stage.workspace()));
            assertTrue(missing.getMessage().startsWith("The WAR " + war + " cannot be read: "), missing.getMessage());
        } finally {
            Files.move(away, war);
        }
        assertEquals(200, site.get("/api/page").statusCode());
    }

    @Test
    void whatIsMissingIsNamed() {
        CommandException noWar =
                assertThrows(CommandException.class, () -> Application.of(Path.of("/nowhere/my.war"), MIGRATIONS));
        assertEquals("There is no WAR /nowhere/my.war.", noWar.getMessage());
        CommandException noFolder =
                assertThrows(CommandException.class, () -> Application.of(war, Path.of("/nowhere")));
        assertTrue(noFolder.getMessage().contains("/nowhere"), noFolder.getMessage());
    }
}
