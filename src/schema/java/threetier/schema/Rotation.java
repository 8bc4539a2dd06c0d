package threetier.schema;

import java.sql.SQLException;

/**
 * Gives a user of the app tier a new password without a moment in which a running node's is wrong: MySQL takes the old
 * one too until {@link #end}. Both steps may be repeated, whatever was interrupted. MySQL and Aurora; MariaDB has no
 * second password.
 */
final class Rotation {

    private final Users users;
    private final Secrets secrets;

    Rotation(Users users, Secrets secrets) {
        this.users = users;
        this.secrets = secrets;
    }

    /** From now on nodes that start get the new password. */
    void begin(String user, String secret) throws SQLException {
        boolean begun = users.hasOldPassword(user);
        String password = secrets.pending(secret, !begun);
        if (!begun) {
            users.change(user, password);
        }
        secrets.promote(secret);
    }

    /** When no running node has the old password any more. */
    void end(String user) throws SQLException {
        users.forgetOldPassword(user);
    }
}
