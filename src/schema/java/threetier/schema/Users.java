package threetier.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Manages the users of a database with SQL statements that MySQL, MariaDB and Aurora have in common. The administrator
 * whose login is used must be able to create users, must have all privileges that the users get, and must be able to
 * read the schema {@code mysql}.
 */
final class Users implements AutoCloseable {

    /**
     * Marks read-only mode, as a privilege on the database. An application without tables has no privilege to change
     * rows in either mode, so a mark is necessary. This privilege permits nothing without CREATE.
     */
    private static final String MARK = "REFERENCES";
    /** Flyway's table of the migrations that have run. Only migrations change it. */
    private static final String HISTORY = "flyway_schema_history";

    private final Connection connection;

    Users(String url, String adminUser, String adminPassword) throws SQLException {
        this(DriverManager.getConnection(url, adminUser, adminPassword));
    }

    /** @param connection of the administrator, to the application's database */
    Users(Connection connection) {
        this.connection = connection;
    }

    /**
     * Creates a user with this password and exactly these privileges. If the user exists, its password and privileges
     * are changed, so the method can be repeated. Read-only mode stays as it is.
     */
    void put(AppUser user) throws SQLException {
        execute("CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ?", user.name(), user.password());
        execute("ALTER USER ?@'%' IDENTIFIED BY ?", user.name(), user.password());
        allow(user, isReadOnly(user.name()));
    }

    /**
     * Gives an existing user exactly these privileges; in read-only mode without those that change rows. What the user
     * keeps is never revoked, because a node of the previous version may use it at this moment.
     */
    void allow(AppUser user, boolean readOnly) throws SQLException {
        Grants present = grants(user.name());
        if (!present.revocable()) {
            execute("REVOKE ALL PRIVILEGES, GRANT OPTION FROM ?@'%'", user.name());
            present = grants(user.name());
        }
        Grants wanted = wanted(user, readOnly);
        for (String grant : wanted.without(present)) {
            execute("GRANT " + grant + " TO ?@'%'", user.name());
        }
        for (String grant : present.without(wanted)) {
            execute("REVOKE " + grant + " FROM ?@'%'", user.name());
        }
    }

    /** Removes a user, if it exists. Its open connections stay until they end. */
    void remove(String user) throws SQLException {
        execute("DROP USER IF EXISTS ?@'%'", user);
    }

    /** Whether the user is in read-only mode: it has the mark of the mode and no privilege that changes rows. */
    boolean isReadOnly(String user) throws SQLException {
        Grants grants = grants(user);
        return grants.has(MARK, everything()) && !grants.permitsChanges();
    }

    private Grants wanted(AppUser user, boolean readOnly) throws SQLException {
        Grants grants = new Grants();
        grants.add(user.onDatabase(), everything());
        if (readOnly) {
            grants.add(Set.of(MARK), everything());
        } else {
            for (String table : tables()) {
                grants.add(user.onTable(table), quoted(connection.getCatalog()) + "." + quoted(table));
            }
        }
        return grants;
    }

    /** All tables, views and sequences of the database, except Flyway's own table. */
    private List<String> tables() throws SQLException {
        List<String> tables = new ArrayList<>();
        try (PreparedStatement query = connection.prepareStatement(
                        "SELECT table_name FROM information_schema.tables WHERE table_schema = DATABASE()");
                ResultSet result = query.executeQuery()) {
            while (result.next()) {
                tables.add(result.getString(1));
            }
        }
        tables.remove(HISTORY);
        return tables;
    }

    private String everything() throws SQLException {
        return quoted(connection.getCatalog()) + ".*";
    }

    /** A name is an identifier and cannot be a parameter. Backquotes in the name are doubled. */
    private static String quoted(String name) {
        return "`" + name.replace("`", "``") + "`";
    }

    private Grants grants(String user) throws SQLException {
        Grants grants = new Grants();
        try (PreparedStatement query = connection.prepareStatement("SHOW GRANTS FOR ?@'%'")) {
            query.setString(1, user);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    grants.addListed(result.getString(1));
                }
            }
        }
        return grants;
    }

    /** Whether the server also accepts the user's previous password. Works on MySQL only. */
    boolean hasOldPassword(String user) throws SQLException {
        try (PreparedStatement query =
                connection.prepareStatement("SELECT COUNT(*) FROM mysql.user WHERE User = ? AND Host = '%' "
                        + "AND JSON_CONTAINS_PATH(User_attributes, 'one', '$.additional_password')")) {
            query.setString(1, user);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1) == 1;
            }
        }
    }

    /** Sets a new password. The server continues to accept the current password too. Works on MySQL only. */
    void change(String user, String password) throws SQLException {
        execute("ALTER USER ?@'%' IDENTIFIED BY ? RETAIN CURRENT PASSWORD", user, password);
    }

    /** Makes the server reject the previous password. Works on MySQL only. */
    void forgetOldPassword(String user) throws SQLException {
        execute("ALTER USER ?@'%' DISCARD OLD PASSWORD", user);
    }

    /**
     * Counts the sessions of a user that may still change rows although the privilege is gone: a transaction or a
     * statement has begun before. The administrator needs the privilege PROCESS.
     *
     * @param since a time of the database server
     */
    int unfinishedSince(String user, String since) throws SQLException {
        try (PreparedStatement query = connection.prepareStatement(
                "SELECT COUNT(*) FROM information_schema.processlist p LEFT JOIN information_schema.innodb_trx t"
                        + " ON t.trx_mysql_thread_id = p.id WHERE p.user = ? AND (t.trx_started <= ?"
                        + " OR p.command IN ('Query', 'Execute') AND p.time >= TIMESTAMPDIFF(SECOND, ?, NOW()))")) {
            query.setString(1, user);
            query.setString(2, since);
            query.setString(3, since);
            try (ResultSet result = query.executeQuery()) {
                result.next();
                return result.getInt(1);
            }
        }
    }

    private void execute(String sql, String... values) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setString(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
