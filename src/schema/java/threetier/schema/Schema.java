package threetier.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database to the state this version needs: the tables, then the two users of the app tier. Safe to repeat;
 * it must have succeeded before an app node of this version starts.
 */
public final class Schema {

    private final String url;
    private final String adminUser;
    private final String adminPassword;

    /**
     * @param url JDBC URL of the writer, with the name of an existing database
     * @param adminUser may create tables and users there
     */
    public Schema(String url, String adminUser, String adminPassword) {
        this.url = url;
        this.adminUser = adminUser;
        this.adminPassword = adminPassword;
    }

    /**
     * Runs the migrations that have not run yet, or failed.
     *
     * @return how many ran
     * @throws FlywayException when one fails, a past one was edited, or a file's name is none of a migration
     * @throws SQLException when the database does not answer
     */
    public int migrate() throws SQLException {
        return migrate("classpath:db/migration");
    }

    /** @param location of other migrations than the application's, as Flyway names it: {@code filesystem:FOLDER} */
    public int migrate(String location) throws SQLException {
        Flyway flyway = Flyway.configure()
                .dataSource(url, adminUser, adminPassword)
                .locations(location)
                // It passes over a file with another ending, and over a wrong name without the second; a table is
                // missing then
                .sqlMigrationSuffixes(".sql", ".SQL")
                .validateMigrationNaming(true)
                .load();
        if (Stream.of(flyway.info().all())
                .anyMatch(migration -> migration.getState().isFailed())) {
            forgetFailures(flyway.getConfiguration().getTable());
        }
        return flyway.migrate().migrationsExecuted;
    }

    /**
     * MySQL keeps what a migration did before it failed. So Flyway runs none any more until somebody has looked and
     * taken its note away; but nobody can where only functions reach the database, and mostly a lock was in the way, or
     * the file is mended.
     */
    private void forgetFailures(String history) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, adminUser, adminPassword);
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("DELETE FROM " + history + " WHERE NOT success");
        }
    }

    /** Creates the user where it is missing and gives it exactly these privileges and this password. */
    public void grant(AppUser user) throws SQLException {
        try (Users users = new Users(url, adminUser, adminPassword)) {
            users.put(user);
        }
    }

    /**
     * From the environment: {@code WRITER_URL}, {@code ADMIN_*}, {@code WRITER_*}, {@code READER_*}; for another
     * application also {@code MIGRATIONS}, a folder, and {@code WRITER_PRIVILEGES}.
     */
    public static void main(String[] args) {
        Map<String, String> env = System.getenv();
        try {
            Schema schema = new Schema(need(env, "WRITER_URL"), need(env, "ADMIN_USER"), need(env, "ADMIN_PASSWORD"));
            String folder = env.getOrDefault("MIGRATIONS", "");
            String privileges = env.getOrDefault("WRITER_PRIVILEGES", "");
            int run = folder.isEmpty() ? schema.migrate() : schema.migrate("filesystem:" + folder);
            System.out.println("schema: " + run + " migrations run");
            String name = need(env, "WRITER_USER");
            String password = need(env, "WRITER_PASSWORD");
            schema.grant(
                    privileges.isEmpty() ? AppUser.writer(name, password) : new AppUser(name, password, privileges));
            schema.grant(AppUser.reader(need(env, "READER_USER"), need(env, "READER_PASSWORD")));
            System.out.println("schema: users of the app tier are in place");
        } catch (SQLException | FlywayException | IllegalArgumentException failure) {
            System.err.println("schema: " + UnknownHost.orMessage(failure, env));
            System.exit(1);
        }
    }

    private static String need(Map<String, String> env, String name) {
        String value = env.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
