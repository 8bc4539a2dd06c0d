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
 * Inserts many rows with one statement, which JPA cannot express. The statement is a transaction of its own: the writer
 * commits it, all rows or none, before it answers. An explicit transaction would cost three more round trips for
 * nothing.
 */
@ApplicationScoped
class Insertion {

    @Resource(lookup = "jdbc/writer")
    private DataSource writer;

    /** @return the keys that the writer assigned, in the order of the values, once the rows are durable */
    public long[] keys(String into, List<String> values) {
        String sql = "INSERT INTO " + into + " VALUES " + String.join(",", Collections.nCopies(values.size(), "(?)"));
        try (Connection connection = writer.getConnection();
                PreparedStatement insert = connection.prepareStatement(sql, Statement.RETURN_GENERATED_KEYS)) {
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
     * The driver counts up from the first key: the server assigns consecutive keys to a statement whose number of rows
     * it knows in advance.
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
