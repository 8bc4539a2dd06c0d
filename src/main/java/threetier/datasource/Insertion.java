package threetier.datasource;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.PersistenceException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collections;
import java.util.List;
import javax.sql.DataSource;

/**
 * Inserts many rows with one SQL statement, which JPA cannot express. The statement is a transaction by itself: before
 * the writer answers, it commits either all rows or none. An explicit transaction would cost three more round trips
 * without any benefit.
 */
@ApplicationScoped
class Insertion {

    @Resource(lookup = "jdbc/writer")
    private DataSource writer;

    /**
     * Inserts a row for each value.
     *
     * @return the keys that the writer assigned, in the order of the values, after the rows are durable
     */
    public long[] keys(String into, List<String> values) {
        String sql = "INSERT INTO " + into + " VALUES " + String.join(",", Collections.nCopies(values.size(), "(?)"));
        long start = System.nanoTime();
        try (Connection connection = writer.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
            Connections.got(Role.WRITER, start);
            for (int i = 0; i < values.size(); i++) {
                insert.setString(i + 1, values.get(i));
            }
            insert.executeUpdate();
            return keys(insert, values.size());
        } catch (SQLException failure) {
            throw new PersistenceException(failure);
        }
    }

    /**
     * Reads the keys. The server reports only the first key, and the driver counts up from it. This is correct because
     * the server assigns consecutive keys to a statement whose number of rows it knows in advance.
     */
    private static long[] keys(PreparedStatement insert, int count) throws SQLException {
        long[] keys = new long[count];
        try (ResultSet generated = insert.getGeneratedKeys()) {
            for (int i = 0; i < count; i++) {
                generated.next();
                keys[i] = generated.getLong(1);
            }
        }
        return keys;
    }
}
