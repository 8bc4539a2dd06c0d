package threetier.schema;

import java.sql.SQLException;

/**
 * Gives a database user of the app tier a new password. The password of a running node is valid at every moment: MySQL
 * accepts the old one too until {@link #end}. Both steps may be repeated after any interruption. For MySQL and Aurora
 * only; MariaDB has no second password.
 */
final class Rotation {

    private final Users users;
    private final Secrets secrets;

    Rotation(Users users, Secrets secrets) {
        this.users = users;
        this.secrets = secrets;
    }

    /** Gives the new password to nodes that start from now on. */
    void begin(String user, String secret) throws SQLException {
        boolean begun = users.hasOldPassword(user);
        String password = secrets.pending(secret, !begun);
        if (!begun) {
            users.change(user, password);
        }
        secrets.promote(secret);
    }

    /** Makes the server reject the old password; call it when no running node uses that password any more. */
    void end(String user) throws SQLException {
        users.forgetOldPassword(user);
    }
}
