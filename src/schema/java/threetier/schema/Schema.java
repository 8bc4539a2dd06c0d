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
 * Brings the database to the state that this version needs: first the tables, then the two users of the app tier. This
 * can be repeated safely, and must have succeeded before an app node of this version starts.
 */
public final class Schema {

    private final String url;
    private final String adminUser;
    private final String adminPassword;

    /**
     * @param url JDBC URL of the writer, with the name of an existing database
     * @param adminUser a user that may create tables and users in this database
     */
    public Schema(String url, String adminUser, String adminPassword) {
        this.url = url;
        this.adminUser = adminUser;
        this.adminPassword = adminPassword;
    }

    /**
     * Runs the migrations that have not run yet, and those that failed.
     *
     * @return the number of migrations that ran
     * @throws FlywayException when a migration fails, when a migration that ran before was edited, or when the name of
     *     a file is not valid for a migration
     * @throws SQLException when the database does not answer
     */
    public int migrate() throws SQLException {
        return migrate("classpath:db/migration");
    }

    /**
     * Runs the migrations of another application.
     *
     * @param location where the migrations are, in Flyway's notation: {@code filesystem:FOLDER}
     */
    public int migrate(String location) throws SQLException {
        Flyway flyway = Flyway.configure()
                .dataSource(url, adminUser, adminPassword)
                .locations(location)
                // By default, Flyway ignores files with the suffix .SQL or an invalid name. A table would then be
                // missing
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
     * Deletes the records of failed migrations, so that Flyway runs them again. MySQL does not roll back what a
     * migration did before it failed. Flyway therefore refuses to run until an operator has checked the database and
     * deleted the record. On AWS no operator can do this, because only functions can reach the database. Usually the
     * cause is gone: a lock was held, or the file has been corrected.
     */
    private void forgetFailures(String history) throws SQLException {
        try (Connection connection = DriverManager.getConnection(url, adminUser, adminPassword);
                Statement sql = connection.createStatement()) {
            sql.executeUpdate("DELETE FROM " + history + " WHERE NOT success");
        }
    }

    /**
     * Creates the user if it is missing, and gives the user exactly these privileges and this password. In read-only
     * mode ({@link ReadOnlySwitch}), the user gets no privilege that changes rows.
     */
    public void grant(AppUser user) throws SQLException {
        try (Users users = new Users(url, adminUser, adminPassword)) {
            users.put(user);
        }
    }

    /**
     * Updates the database that these environment variables describe: {@code WRITER_URL}, {@code ADMIN_USER},
     * {@code ADMIN_PASSWORD}, {@code WRITER_USER}, {@code WRITER_PASSWORD}, {@code READER_USER} and
     * {@code READER_PASSWORD}. For another application than this one, {@code MIGRATIONS} is the folder of its
     * migrations and {@code WRITER_PRIVILEGES} the privileges of the writing user.
     */
    public static void main(String[] args) {
        Map<String, String> env = System.getenv();
        try {
            Schema schema = new Schema(need(env, "WRITER_URL"), need(env, "ADMIN_USER"), need(env, "ADMIN_PASSWORD"));
            String folder = env.getOrDefault("MIGRATIONS", "");
            int run = folder.isEmpty() ? schema.migrate() : schema.migrate("filesystem:" + folder);
            System.out.println("schema: " + run + " migrations run");
            schema.grant(AppUser.writer(env, need(env, "WRITER_USER"), need(env, "WRITER_PASSWORD")));
            schema.grant(AppUser.reader(need(env, "READER_USER"), need(env, "READER_PASSWORD")));
            System.out.println("schema: users of the app tier are in place");
        } catch (SQLException | FlywayException | IllegalArgumentException failure) {
            System.err.println("schema: " + UnknownHost.orMessage(failure, env));
            System.exit(1);
        }
    }

    static String need(Map<String, String> env, String name) {
        String value = env.get(name);
        if (value == null || value.isEmpty()) {
            throw new IllegalArgumentException("the environment variable " + name + " is not set");
        }
        return value;
    }
}
