package threetier.users;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.database.DataTier;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;

/** What the two database users of the application may do with each table. */
@OnStage
@Tag("http-only")
class PrivilegesIT {

    /** The tables whose rows the application may change and delete. */
    private static final Set<String> CHANGING = Set.of("users");

    /** The error code of a statement that needs another privilege. */
    private static final int DENIED = 1142;

    @ParameterizedTest
    @CsvSource({
        "timestamps, saved_at",
        "changes, changed_at",
        "idempotency_keys, saved_at",
        "first_answers, answer",
        "users, username"
    })
    void onlyTheseRowsCanBeChangedAndDeleted(String table, String column, Stage stage) throws Exception {
        Set<String> writer = new TreeSet<>();
        for (String statement : new String[] {
            "SELECT 1 FROM " + table,
            "INSERT INTO " + table + " SELECT * FROM " + table + " WHERE FALSE",
            "UPDATE " + table + " SET " + column + " = " + column + " WHERE FALSE",
            "DELETE FROM " + table + " WHERE FALSE",
            "TRUNCATE " + table,
            "DROP TABLE " + table,
            "ALTER TABLE " + table + " ADD COLUMN more INT"
        }) {
            String word = statement.replaceFirst(" .*", "");
            if (mayDo("writer", statement, stage)) {
                writer.add(word);
            }
            assertEquals(word.equals("SELECT"), mayDo("reader", statement, stage), "reader: " + statement);
        }
        assertEquals(
                CHANGING.contains(table) ? Set.of("SELECT", "INSERT", "UPDATE", "DELETE") : Set.of("SELECT", "INSERT"),
                writer);
    }

    /** Whether a statement runs on the writer as the application's user for this database. */
    private static boolean mayDo(String user, String statement, Stage stage) throws SQLException {
        DataTier data = stage.data();
        try (Connection connection =
                        DriverManager.getConnection(data.url("writer"), data.user(user), data.password(user));
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
            return true;
        } catch (SQLException refusal) {
            assertEquals(DENIED, refusal.getErrorCode(), statement + ": " + refusal.getMessage());
            return false;
        }
    }
}
