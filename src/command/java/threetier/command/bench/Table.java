package threetier.command.bench;

import java.io.IOException;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.stage.Stage;

/** The table of a stage: fills it, counts its rows, and gives the expected answers. */
final class Table {

    private static final String NAME = "threetier.timestamps";
    private static final int MOST_AT_ONCE = 1_000_000;

    private final Stage stage;
    private int rows = -1;

    Table(Stage stage) {
        this.stage = stage;
    }

    /** Fills the table on both databases with {@code wanted} entries, without the application. */
    void fill(int wanted) {
        if (rows == wanted) {
            return;
        }
        try {
            stage.sql().truncate();
            for (int left = wanted; left > 0; left -= MOST_AT_ONCE) {
                stage.sql().fill(Math.min(left, MOST_AT_ONCE));
            }
            rows = wanted;
        } catch (SQLException failure) {
            throw new CommandException("The table could not be filled: " + failure.getMessage(), failure);
        }
    }

    /** Counts the stored rows after a write load, once the reader has caught up. */
    StoredRows truth(long acknowledged) {
        rows = -1;
        try {
            stage.sql().awaitReplica();
            return new StoredRows(
                    acknowledged,
                    stage.sql().count("writer", "SELECT COUNT(*) FROM " + NAME),
                    stage.sql().count("reader", "SELECT COUNT(*) FROM " + NAME));
        } catch (SQLException failure) {
            throw new CommandException("The rows could not be counted: " + failure.getMessage(), failure);
        }
    }

    /** All entries in the format of {@code json.dumps(list, indent=2)} in Python. */
    String json() {
        StringJoiner json = new StringJoiner(",\n  ", "[\n  ", "\n]").setEmptyValue("[]");
        try (Connection connection = stage.sql().connect("writer");
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(
                        "SELECT DATE_FORMAT(saved_at, '\"%Y-%m-%d %H:%i:%s\"') FROM " + NAME + " ORDER BY id")) {
            while (result.next()) {
                json.add(result.getString(1));
            }
            return json.toString();
        } catch (SQLException failure) {
            throw new CommandException("The rows could not be read: " + failure.getMessage(), failure);
        }
    }

    /** The answer of a site in this cell. After a write, the next {@link #fill} restores the table. */
    String answer(Candidate candidate, Cell cell) {
        try {
            rows = cell.writes() ? -1 : rows;
            return HttpConnection.get(candidate.url(cell)).body();
        } catch (IOException failure) {
            throw new CommandException(candidate.url(cell) + " gave no answer: " + failure.getMessage(), failure);
        }
    }
}
