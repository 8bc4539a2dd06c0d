package threetier.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;
import java.util.TreeSet;

/**
 * Manages the users of a database with SQL statements that MySQL, MariaDB and Aurora have in common. The administrator
 * whose login is used must be able to create users, must have all privileges that the users get, and must be able to
 * read the schema {@code mysql}.
 */
final class Users implements AutoCloseable {

    private final Connection connection;

    Users(String url, String adminUser, String adminPassword) throws SQLException {
        connection = DriverManager.getConnection(url, adminUser, adminPassword);
    }

    /**
     * Creates a user with this password and exactly these privileges. If the user exists, its password and privileges
     * are changed, so the method can be repeated.
     */
    void put(AppUser user) throws SQLException {
        execute("CREATE USER IF NOT EXISTS ?@'%' IDENTIFIED BY ?", user.name(), user.password());
        execute("ALTER USER ?@'%' IDENTIFIED BY ?", user.name(), user.password());
        Set<String> wanted = wanted(user);
        Set<String> present = grants(user.name());
        // Privileges are revoked only if the user has others than these, because no node could open a connection before
        // they are granted again
        if (!wanted.containsAll(present)) {
            execute("REVOKE ALL PRIVILEGES, GRANT OPTION FROM ?@'%'", user.name());
            present.clear();
        }
        wanted.removeAll(present);
        for (String grant : wanted) {
            execute(grant + " TO ?@'%'", user.name());
        }
    }

    /** The GRANT statements for a user, each without the part from {@code TO} on, as the server lists them. */
    private Set<String> wanted(AppUser user) throws SQLException {
        // The name of the database is an identifier and cannot be a parameter. Backquotes in the name are doubled
        String database = "`" + connection.getCatalog().replace("`", "``") + "`";
        Set<String> grants = new TreeSet<>();
        grants.add("GRANT " + user.privileges() + " ON " + database + ".*");
        user.tables()
                .forEach((table, privileges) ->
                        grants.add("GRANT " + privileges + " ON " + database + ".`" + table + "`"));
        return grants;
    }

    /** Returns the GRANT statements of the user, each without the part from {@code TO} on. */
    private Set<String> grants(String user) throws SQLException {
        Set<String> grants = new TreeSet<>();
        try (PreparedStatement query = connection.prepareStatement("SHOW GRANTS FOR ?@'%'")) {
            query.setString(1, user);
            try (ResultSet result = query.executeQuery()) {
                while (result.next()) {
                    grants.add(result.getString(1).replaceFirst(" TO `.*", ""));
                }
            }
        }
        // Every user has this privilege, which only permits the login
        grants.remove("GRANT USAGE ON *.*");
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
