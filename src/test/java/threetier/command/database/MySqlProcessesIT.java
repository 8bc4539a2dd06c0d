package threetier.command.database;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.CommandLineIT;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;
import threetier.stage.Inside;
import threetier.stage.Site;

/** Tests of {@code ./three-tier up --database mysql} and of the servers that it starts. */
@Tag("stage")
@Tag("mysql-only")
class MySqlProcessesIT {

    @Test
    void dataOutlivesTheCommandAndItsContainers() throws Exception {
        Path clone = clone(Workspace.fresh("clone-mysql").home());
        int port = Ports.free();
        String[] up = {"up", "-d", "--database", "mysql", "--port", Integer.toString(port)};
        Site site = new Site("http://127.0.0.1:" + port);
        try {
            command(clone, up);
            assertTrue(Files.exists(clone.resolve(".stage/data/mysql/writer")));
            command(clone, "check", site.url());
            String saved = await("the reader has the entry")
                    .atMost(ONE_MINUTE)
                    .until(() -> site.get("/read").body(), list -> !list.equals("[]"));
            command(clone, "down");
            command(clone, up);
            assertEquals(saved, site.get("/read").body());
        } finally {
            command(clone, "down", "--volumes");
        }
        assertFalse(Files.exists(clone.resolve(".stage/data")));
    }

    @Test
    void aServerIsAProcessOfThisMachineThatKeepsNoPassword() throws Exception {
        Workspace workspace = Workspace.fresh("databases-mysql");
        StageSecrets secrets = StageSecrets.random();
        Container container = new Container(workspace, "reader", "");
        int port = Ports.free();
        Nodes nodes = new Nodes(workspace);
        DataTier databases = new DataTier(
                workspace, nodes, Engines.MYSQL, ApplicationSchema.THREE_TIER, secrets, Ports.free(), port);
        try {
            databases.raise(new Steps(step -> {}));
            Node reader = nodes.get("reader");
            assertEquals(reader.pid(), container.pid().orElseThrow());
            assertEquals(Set.of("127.0.0.1:" + port), Inside.sockets(reader));
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(databases.url("reader"), "root", "")
                            .close());

            String settings = new Program("docker", "container", "inspect", container.name()).output();
            assertTrue(settings.contains("--gtid-mode=ON"), settings);
            for (String password :
                    List.of(secrets.admin(), secrets.replication(), secrets.writer(), secrets.reader())) {
                assertFalse(settings.contains(password));
                assertEquals(List.of(), holding(password, Files.walk(workspace.home())));
                assertEquals(
                        List.of(),
                        holding(password, Files.list(Path.of("/proc")).map(process -> process.resolve("cmdline"))));
            }
            reader.kill();
            await("the container has ended")
                    .atMost(ONE_MINUTE)
                    .until(() -> container.pid().isEmpty());
        } finally {
            nodes.stopAll(step -> {});
        }
    }

    /** Creates another clone, because this one may have a running stage. Both share the build. */
    private static Path clone(Path folder) throws IOException {
        Files.createDirectories(folder);
        new Program("cp", "-a", "three-tier", "pom.xml", "src", "httpd", "payara", folder.toString()).output();
        Files.createSymbolicLink(folder.resolve("target"), Path.of("target").toAbsolutePath());
        return folder;
    }

    private static void command(Path clone, String... arguments) throws Exception {
        Program.Result result = CommandLineIT.run(clone, Map.of(), arguments);
        assertEquals(0, result.status(), result.all());
    }

    private static List<Path> holding(String text, Stream<Path> paths) {
        try (paths) {
            return paths.filter(Files::isRegularFile)
                    .filter(file -> content(file).contains(text))
                    .toList();
        }
    }

    private static String content(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException gone) {
            return "";
        }
    }
}
