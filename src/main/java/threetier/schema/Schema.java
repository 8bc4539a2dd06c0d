package threetier.schema;

import java.sql.SQLException;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * Brings the database to the state this version needs: the tables, then the two users of the app tier.
 * Safe to repeat; it must have succeeded before an app node of this version starts.
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
     * Runs the migrations that have not run yet.
     *
     * @return how many ran
     * @throws FlywayException when one fails or a past one was edited
     */
    public int migrate() {
        return Flyway.configure().dataSource(url, adminUser, adminPassword).load().migrate().migrationsExecuted;
    }

    /** Creates the user where it is missing and gives it exactly these privileges and this password. */
    public void grant(AppUser user) throws SQLException {
        try (Users users = new Users(url, adminUser, adminPassword)) {
            users.put(user);
        }
    }

    /** From the environment: {@code WRITER_URL}, {@code ADMIN_*}, {@code WRITER_*}, {@code READER_*}. */
    public static void main(String[] args) {
        Map<String, String> env = System.getenv();
        try {
            Schema schema = new Schema(need(env, "WRITER_URL"), need(env, "ADMIN_USER"), need(env, "ADMIN_PASSWORD"));
            System.out.println("schema: " + schema.migrate() + " migrations run");
            schema.grant(AppUser.writer(need(env, "WRITER_USER"), need(env, "WRITER_PASSWORD")));
            schema.grant(AppUser.reader(need(env, "READER_USER"), need(env, "READER_PASSWORD")));
            System.out.println("schema: users of the app tier are in place");
        } catch (SQLException | FlywayException | IllegalArgumentException failure) {
            System.err.println("schema: " + failure.getMessage());
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
