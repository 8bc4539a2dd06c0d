package threetier.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Runs {@link RestoreProof} as an AWS Lambda function: compares a restored database with the one that the stack uses.
 * The function only reads. Its caller has restored the database and has let RDS set a new administrator's password on
 * it, because the password in the backup may have been rotated since. The function reads these environment variables:
 *
 * <ul>
 *   <li>{@code DATABASE_URL}: the address of a database, with {@code %s} for its host.
 *   <li>{@code SOURCE_HOST}: the host of the database that the stack uses.
 *   <li>{@code ADMIN_SECRET}: the ARN of the secret with its administrator's password.
 *   <li>{@code AUTHORITIES_URL} and {@code AUTHORITIES_FILE}: as for {@link SchemaFunction}.
 * </ul>
 */
public final class RestoreProofFunction {

    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+(:\\d+)?");

    private final Map<String, String> environment;

    public RestoreProofFunction() {
        this(System.getenv());
    }

    RestoreProofFunction(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Compares the two databases.
     *
     * @param event {@code Host}, the host of the restored database, and {@code Secret}, the ARN of the secret with its
     *     administrator's password
     * @return each step of the proof with its number of rows or tables, for people
     * @throws IOException when a database cannot be asked, or when the restored one lacks something; the message says
     *     what
     */
    public String handle(Map<String, Object> event) throws IOException, GeneralSecurityException {
        String host = text(event, "Host");
        // The host becomes part of an address, where other characters could switch off TLS
        if (!HOST.matcher(host).matches()) {
            throw new IOException("\"" + host + "\" is not the name of a host");
        }
        if (environment.containsKey("AUTHORITIES_URL")) {
            new Authorities(environment.get("AUTHORITIES_URL")).store(Path.of(environment.get("AUTHORITIES_FILE")));
        }
        try (Secrets secrets = new Secrets();
                Connection source =
                        open(environment.get("SOURCE_HOST"), secrets.login(environment.get("ADMIN_SECRET")));
                Connection restored = open(host, secrets.login(text(event, "Secret")))) {
            return report(new RestoreProof(source, restored).run());
        } catch (SQLException failure) {
            System.err.println("restore: " + failure);
            throw new IOException(UnknownHost.orMessage(failure, environment), failure);
        }
    }

    private static String text(Map<String, Object> event, String name) throws IOException {
        if (event.get(name) instanceof String text) {
            return text;
        }
        throw new IOException("The event lacks " + name + ".");
    }

    private Connection open(String host, Secrets.Login login) throws SQLException {
        return DriverManager.getConnection(
                environment.get("DATABASE_URL").replace("%s", host), login.user(), login.password());
    }

    private static String report(List<ProofStep> steps) throws IOException {
        List<String> faults =
                steps.stream().flatMap(step -> step.faults().stream()).toList();
        String all = steps.stream()
                .map(step -> step.what() + " " + step.rows()
                        + (step.notes().isEmpty() ? "" : " (" + String.join("; ", step.notes()) + ")"))
                .collect(Collectors.joining(", "));
        System.out.println("restore: " + all);
        faults.forEach(fault -> System.err.println("restore: " + fault));
        if (!faults.isEmpty()) {
            throw new IOException(faults.size() + " faults, first " + faults.get(0));
        }
        return all;
    }
}
