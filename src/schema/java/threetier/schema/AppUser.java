package threetier.schema;

/**
 * A database user of the app tier.
 *
 * @param privileges what the user may do with the tables, as in a GRANT statement
 */
public record AppUser(String name, String password, String privileges) {

    /** @throws IllegalArgumentException when the privileges are not just words: SQL takes no parameters there */
    public AppUser {
        if (!privileges.matches("[A-Z]+( [A-Z]+)*(, ?[A-Z]+( [A-Z]+)*)*")) {
            throw new IllegalArgumentException("privileges are words like SELECT, INSERT, not \"" + privileges + "\"");
        }
    }

    /** May add and read rows; the application never changes or deletes one. */
    public static AppUser writer(String name, String password) {
        return new AppUser(name, password, "SELECT, INSERT");
    }

    /** May read rows. */
    public static AppUser reader(String name, String password) {
        return new AppUser(name, password, "SELECT");
    }

    /** Omits the password, so that it appears in no log. */
    @Override
    public String toString() {
        return name + " (" + privileges + ")";
    }
}
