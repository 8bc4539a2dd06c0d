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

    /** Afterwards, nodes that start get the new password. */
    void begin(String user, String secret) throws SQLException {
        boolean begun = users.hasOldPassword(user);
        String password = secrets.pending(secret, !begun);
        if (!begun) {
            users.change(user, password);
        }
        secrets.promote(secret);
    }

    /** To be called when no running node has the old password any more. */
    void end(String user) throws SQLException {
        users.forgetOldPassword(user);
    }
}
