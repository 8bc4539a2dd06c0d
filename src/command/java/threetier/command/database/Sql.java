package threetier.command.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Administrator's statements on the databases of a stage, {@code writer} and {@code reader}. */
public final class Sql {

    private static final Duration REPLICATION_LIMIT = Duration.ofSeconds(120);
    private static final String TABLE = ApplicationSchema.THREE_TIER.database() + ".timestamps";

    private final DataTier data;

    public Sql(DataTier data) {
        this.data = data;
    }

    /** A connection as administrator. */
    public Connection connect(String database) throws SQLException {
        return data.connect(database);
    }

    /** A connection as the app tier's user. */
    public Connection connectAsApplication(String database) throws SQLException {
        return DriverManager.getConnection(data.url(database), data.user(database), data.password(database));
    }

    /** Runs a statement. */
    public void execute(String database, String statement) throws SQLException {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    /** The first column of the first row of this query. */
    public long count(String database, String query) throws SQLException {
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery(query)) {
            result.next();
            return result.getLong(1);
        }
    }

    /** The sum of the status counters with these names, counted since the start of the server. */
    public long counter(String database, String... names) throws SQLException {
        long total = 0;
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement()) {
            for (String name : names) {
                try (ResultSet result = statement.executeQuery("SHOW GLOBAL STATUS LIKE '" + name + "'")) {
                    result.next();
                    total += result.getLong(2);
                }
            }
        }
        return total;
    }

    /** All entries by ascending id, each in the JSON form of its acknowledgement. */
    public List<String> entries(String database) throws SQLException {
        List<String> entries = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(
                        "SELECT id, DATE_FORMAT(saved_at, '%Y-%m-%dT%H:%i:%s.%fZ') FROM " + TABLE + " ORDER BY id")) {
            while (rows.next()) {
                entries.add("{\"id\": " + rows.getLong(1) + ", \"savedAt\": \"" + rows.getString(2) + "\"}");
            }
        }
        return entries;
    }

    /** Removes all rows on both databases. */
    public void truncate() throws SQLException {
        execute(DataTier.WRITER, "TRUNCATE " + TABLE);
        awaitReplica();
    }

    /** Inserts {@code rows} rows, with times one second apart, and waits until the reader has these rows. */
    public void fill(int rows) throws SQLException {
        data.fill(TABLE, rows);
        awaitReplica();
    }

    /** Waits until the reader has applied everything that the writer has committed so far. */
    public void awaitReplica() {
        data.awaitReplica(REPLICATION_LIMIT);
    }
}
