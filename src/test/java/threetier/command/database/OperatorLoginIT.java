package threetier.command.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;
import threetier.command.process.Nodes;
import threetier.command.process.Ports;
import threetier.command.process.Steps;
import threetier.command.process.Workspace;

/** Tests the account with which a command administers the databases of a stage that another command has started. */
@Tag("stage")
class OperatorLoginIT {

    private static final String ACCOUNTS = "SELECT COUNT(*) FROM mysql.user WHERE User LIKE 'operator-%'";

    @Test
    void aLaterCommandAdministersMariaDb() throws Exception {
        administers(Engines.MARIADB);
    }

    @Test
    @Tag("mysql-only")
    void aLaterCommandAdministersMySql() throws Exception {
        administers(Engines.MYSQL);
    }

    @Test
    void withoutAStageTheMessageSaysHowToStartOne() {
        CommandException refusal =
                assertThrows(CommandException.class, () -> OperatorLogin.on(Workspace.fresh("no-databases")));
        assertEquals("The stage is not running; start it with ./three-tier up -d", refusal.getMessage());
    }

    private static void administers(Engine.Kind engine) throws Exception {
        Workspace workspace = Workspace.fresh("databases-" + engine);
        Nodes nodes = new Nodes(workspace);
        DataTier data = databases(workspace, nodes, engine);
        try {
            data.raise(new Steps(step -> {}));
            String url;
            String user;
            String password;
            try (OperatorLogin login = OperatorLogin.on(workspace);
                    Connection connection = login.connect()) {
                assertEquals(DataTier.WRITER, login.server());
                url = login.url();
                user = login.user();
                password = login.password();
                connection.createStatement().execute("CREATE USER someone@'%'");
                assertEquals(1, count(data, DataTier.WRITER));
                data.awaitReplica(Engine.START_LIMIT);
                assertEquals(0, count(data, DataTier.READER), "the account was replicated");
            }
            assertEquals(0, count(data, DataTier.WRITER));
            assertThrows(
                    SQLException.class,
                    () -> DriverManager.getConnection(url, user, password).close());
            data.awaitReplica(Engine.START_LIMIT);
            readOnlyModeOutlivesARestart(workspace, nodes, data, engine);
            nodes.get(DataTier.WRITER).suspend();
            assertTrue(assertThrows(CommandException.class, () -> OperatorLogin.on(workspace))
                    .getMessage()
                    .contains("writer"));
        } finally {
            nodes.find(DataTier.WRITER).ifPresent(node -> node.resume());
            nodes.stopAll(step -> {});
            data.close();
        }
    }

    private static void readOnlyModeOutlivesARestart(
            Workspace workspace, Nodes nodes, DataTier data, Engine.Kind engine) throws SQLException {
        assertFalse(StageReadOnly.isOn(workspace));
        assertFalse(StageReadOnly.put(workspace, "state"));
        try (Connection reader = data.connect(DataTier.READER);
                Statement replica = reader.createStatement()) {
            replica.execute("STOP REPLICA SQL_THREAD");
            assertTrue(StageReadOnly.put(workspace, "on"));
            assertTrue(StageReadOnly.isOn(workspace), "the reader has not got the change yet");
            replica.execute("START REPLICA SQL_THREAD");
        }
        data.awaitReplica(Engine.START_LIMIT);
        nodes.stopAll(step -> {});
        assertFalse(StageReadOnly.isOn(workspace), "no database answers");
        databases(workspace, nodes, engine).raise(new Steps(step -> {}));
        assertTrue(StageReadOnly.isOn(workspace));
        assertTrue(StageReadOnly.put(workspace, "state"));
        assertFalse(StageReadOnly.put(workspace, "off"));
        assertFalse(StageReadOnly.isOn(workspace));
    }

    private static DataTier databases(Workspace workspace, Nodes nodes, Engine.Kind engine) {
        return new DataTier(
                workspace,
                nodes,
                engine,
                ApplicationSchema.THREE_TIER,
                StageSecrets.random(),
                Ports.free(),
                Ports.free());
    }

    private static long count(DataTier data, String server) throws SQLException {
        try (Connection connection = data.connect(server);
                ResultSet result = connection.createStatement().executeQuery(ACCOUNTS)) {
            result.next();
            return result.getLong(1);
        }
    }
}
