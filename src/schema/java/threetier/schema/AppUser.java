package threetier.schema;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A database user of the app tier. The privileges that change rows are granted for each table, so that
 * {@link ReadOnlySwitch} can take them away from connections that are open already. A connection keeps its privileges
 * on the whole database until its next USE.
 *
 * @param privileges what the user may do with all tables, as in a GRANT statement
 * @param tables what the user may also do with some tables: privileges by the name of the table
 */
public record AppUser(String name, String password, String privileges, Map<String, String> tables) {

    /** The tables whose rows the application also changes and deletes. All other tables are insert-only. */
    private static final Map<String, String> CHANGING = Map.of("users", "UPDATE, DELETE");

    /** The privileges that change rows. */
    private static final List<String> CHANGES = List.of("INSERT", "UPDATE", "DELETE");

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
        if (list(privileges).contains("ALL") || list(privileges).contains("ALL PRIVILEGES")) {
            throw new IllegalArgumentException(
                    "name each privilege, for example SELECT, INSERT, UPDATE, DELETE; ALL PRIVILEGES could not be taken"
                            + " away in read-only mode");
        }
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

    /** The same, or with the privileges of {@code WRITER_PRIVILEGES} for another application than this one. */
    static AppUser writer(Map<String, String> environment, String name, String password) {
        String privileges = environment.getOrDefault("WRITER_PRIVILEGES", "");
        return privileges.isEmpty() ? writer(name, password) : new AppUser(name, password, privileges);
    }

    /** A user that may read rows. */
    public static AppUser reader(String name, String password) {
        return new AppUser(name, password, "SELECT");
    }

    /** The privileges on the whole database: all that do not change rows. */
    Set<String> onDatabase() {
        Set<String> privileges = list(this.privileges);
        privileges.removeAll(CHANGES);
        return privileges;
    }

    /** The privileges on this table: those that change rows. */
    Set<String> onTable(String table) {
        Set<String> privileges = list(this.privileges);
        privileges.addAll(list(tables.getOrDefault(table, "")));
        privileges.retainAll(CHANGES);
        return privileges;
    }

    private static Set<String> list(String privileges) {
        return Stream.of(privileges.split(", ?"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Omits the password, so that the password never appears in a log. */
    @Override
    public String toString() {
        return name + " (" + privileges + (tables.isEmpty() ? "" : ", " + tables) + ")";
    }
}
