package threetier.schema;

import java.sql.SQLException;

/**
 * Gives a database user of the app tier a new password. The password that a running node uses remains valid at every
 * moment, because MySQL also accepts the old password until {@link #end}. After an interruption, each of the two steps
 * can be repeated. Rotation works with MySQL and Aurora only, because MariaDB has no second password.
 */
final class Rotation {

    private final Users users;
    private final Secrets secrets;

    Rotation(Users users, Secrets secrets) {
        this.users = users;
        this.secrets = secrets;
    }

    /** Sets a new password. Nodes that start from now on use the new password. */
    void begin(String user, String secret) throws SQLException {
        boolean begun = users.hasOldPassword(user);
        String password = secrets.pending(secret, !begun);
        if (!begun) {
            users.change(user, password);
        }
        secrets.promote(secret);
    }

    /**
     * Makes the server reject the old password. The caller must make sure that no running node still uses the old
     * password.
     */
    void end(String user) throws SQLException {
        users.forgetOldPassword(user);
    }
}
