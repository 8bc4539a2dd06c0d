package threetier.schema;

/**
 * A database user of the app tier.
 *
 * @param privileges what the user may do with the tables, as in a GRANT statement
 */
public record AppUser(String name, String password, String privileges) {

    /**
     * Checks the privileges. A GRANT statement cannot have privileges as parameters, so the text must contain nothing
     * but words.
     *
     * @throws IllegalArgumentException when the privileges are not a list of words
     */
    public AppUser {
        if (!privileges.matches("[A-Z]+( [A-Z]+)*(, ?[A-Z]+( [A-Z]+)*)*")) {
            throw new IllegalArgumentException("privileges are words like SELECT, INSERT, not \"" + privileges + "\"");
        }
    }

    /** A user that may add and read rows. The application never changes or deletes a row. */
    public static AppUser writer(String name, String password) {
        return new AppUser(name, password, "SELECT, INSERT");
    }

    /** A user that may read rows. */
    public static AppUser reader(String name, String password) {
        return new AppUser(name, password, "SELECT");
    }

    /** Omits the password, so that the password never appears in a log. */
    @Override
    public String toString() {
        return name + " (" + privileges + ")";
    }
}
