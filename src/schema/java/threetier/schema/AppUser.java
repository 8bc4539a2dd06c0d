package threetier.schema;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A database user of the app tier.
 *
 * @param privileges what the user may do with all tables, as in a GRANT statement
 * @param tables what the user may also do with some tables: privileges by the name of the table
 */
public record AppUser(String name, String password, String privileges, Map<String, String> tables) {

    /** The tables whose rows the application also changes and deletes. All other tables are insert-only. */
    private static final Map<String, String> CHANGING = Map.of("users", "UPDATE, DELETE");

    private static final Pattern WORDS = Pattern.compile("[A-Z]+( [A-Z]+)*(, ?[A-Z]+( [A-Z]+)*)*");
    private static final Pattern TABLE = Pattern.compile("[a-z_]+");

    /**
     * Checks privileges and names of tables. A GRANT statement cannot have them as parameters, so the texts must
     * contain nothing but words.
     *
     * @throws IllegalArgumentException when the privileges are not a list of words, or a name is none of a table
     */
    public AppUser {
        check(privileges);
        tables.values().forEach(AppUser::check);
        if (!tables.keySet().stream().allMatch(table -> TABLE.matcher(table).matches())) {
            throw new IllegalArgumentException("names of tables are words like users, not " + tables.keySet());
        }
    }

    /** A user with the same privileges for all tables. */
    public AppUser(String name, String password, String privileges) {
        this(name, password, privileges, Map.of());
    }

    private static void check(String privileges) {
        if (!WORDS.matcher(privileges).matches()) {
            throw new IllegalArgumentException("privileges are words like SELECT, INSERT, not \"" + privileges + "\"");
        }
    }

    /** A user that may add and read rows of all tables, and change and delete rows of some. */
    public static AppUser writer(String name, String password) {
        return new AppUser(name, password, "SELECT, INSERT", CHANGING);
    }

    /** A user that may read rows. */
    public static AppUser reader(String name, String password) {
        return new AppUser(name, password, "SELECT");
    }

    /** Omits the password, so that the password never appears in a log. */
    @Override
    public String toString() {
        return name + " (" + privileges + (tables.isEmpty() ? "" : ", " + tables) + ")";
    }
}
