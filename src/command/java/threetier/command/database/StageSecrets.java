package threetier.command.database;

import java.security.SecureRandom;
import java.util.Base64;

/**
 * New passwords for each start of a stage. They exist only in memory and in the environment of the processes that need
 * them.
 */
public record StageSecrets(String admin, String replication, String writer, String reader, String ajp) {

    public static StageSecrets random() {
        return new StageSecrets(password(), password(), password(), password(), password());
    }

    public static String password() {
        byte[] bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    @Override
    public String toString() {
        return "Secrets[]";
    }
}
