package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/**
 * Ids become visible in another order than the database assigns them, or never. A node's cached list must not omit or
 * duplicate any row.
 */
@OnStage
@Tag("http-only")
class LateCommitsIT {

    private static final int TRANSACTIONS = 8;
    private static final int STEPS = 120;

    private final List<Connection> open = new ArrayList<>();
    private int seconds;

    @AfterEach
    void close() throws SQLException {
        for (Connection connection : open) {
            connection.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void theListIsWhatTheDatabaseHas(int seed, Site site, Stage stage) throws Exception {
        Random dice = new Random(seed);
        stage.sql().truncate();
        for (int i = 0; i < TRANSACTIONS; i++) {
            open.add(stage.sql().connect("writer"));
            open.get(i).setAutoCommit(false);
        }
        for (int step = 0; step < STEPS; step++) {
            Connection transaction = open.get(dice.nextInt(TRANSACTIONS));
            switch (dice.nextInt(8)) {
                case 0, 1, 2, 3 -> insert(transaction);
                case 4, 5, 6 -> transaction.commit();
                default -> transaction.rollback();
            }
            stage.sql().awaitReplica();
            assertEquals(stored(stage), site.get("/read").body());
        }
    }

    /** Inserts a row whose second no other row has. */
    private void insert(Connection transaction) throws SQLException {
        try (PreparedStatement statement = transaction.prepareStatement(
                "INSERT INTO threetier.timestamps (saved_at) VALUES ('2022-11-06 03:01:47' + INTERVAL ? SECOND)")) {
            statement.setInt(1, seconds++);
            statement.executeUpdate();
        }
    }

    private static String stored(Stage stage) throws SQLException {
        List<String> lines = new ArrayList<>();
        try (Connection reader = stage.sql().connect("reader");
                Statement statement = reader.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT DATE_FORMAT(saved_at, '%Y-%m-%d %H:%i:%s') FROM threetier.timestamps ORDER BY id")) {
            while (rows.next()) {
                lines.add("  \"" + rows.getString(1) + "\"");
            }
        }
        return lines.isEmpty() ? "[]" : "[\n" + String.join(",\n", lines) + "\n]";
    }
}
