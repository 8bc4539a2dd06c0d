package threetier.schema;

import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Runs {@link Schema} as an AWS Lambda function. CloudFormation calls the function when a stack is created or deleted,
 * and when the migrations, this code, the database or the users change. The function reads these environment variables:
 *
 * <ul>
 *   <li>{@code WRITER_URL}, {@code WRITER_USER} and {@code READER_USER}: the address of the writer and the names of the
 *       users.
 *   <li>{@code ADMIN_SECRET}, {@code WRITER_SECRET} and {@code READER_SECRET}: the ARNs of the secrets with the
 *       passwords.
 *   <li>{@code AUTHORITIES_URL}: the address from which the function downloads the certificate authorities of the
 *       database.
 *   <li>{@code REMOVE_USERS}: {@code yes} if the users are to be removed with the stack, because the database stays.
 *   <li>{@code AUTHORITIES_FILE}: the file where {@code WRITER_URL} expects these authorities.
 * </ul>
 */
public final class SchemaFunction {

    /**
     * The time limit for the database. It is shorter than the time limit of the function on AWS
     * (cloudformation/schema.yaml), so that CloudFormation gets an answer even if the database does not respond.
     */
    private static final Duration LIMIT = Duration.ofSeconds(240);

    private final Map<String, String> environment;
    private final Duration limit;

    public SchemaFunction() {
        this(System.getenv(), LIMIT);
    }

    SchemaFunction(Map<String, String> environment, Duration limit) {
        this.environment = environment;
        this.limit = limit;
    }

    /**
     * Handles a request of CloudFormation. The method also answers after a failure, because CloudFormation would
     * otherwise wait for the answer. In a region that does not write, it does nothing: the replica has what the
     * function of the other region did. A request can be repeated safely. An operator may also request a step of
     * {@link Rotation}: first {@code {"Rotate": "begin"}}, later {@code {"Rotate": "end"}}. {@code {"ReadOnly": "on"}},
     * {@code "off"} or {@code "state"} is a request for {@link ReadOnlySwitch}.
     *
     * @param event a request for a custom resource, for a rotation or for read-only mode
     * @return for a request for read-only mode, {@code {"readOnly": true}} or {@code false}; null for the others
     * @throws Exception when CloudFormation does not accept the answer, so that AWS calls again; or when an operator's
     *     request fails
     */
    public Map<String, Object> handle(Map<String, Object> event) throws Exception {
        if (event.containsKey("ReadOnly")) {
            try {
                return Map.of("readOnly", readOnly(event.get("ReadOnly").toString()));
            } catch (SQLException | IOException failure) {
                throw new IOException(UnknownHost.orMessage(failure, environment), failure);
            }
        }
        if (event.containsKey("Rotate")) {
            try {
                rotate(event.get("Rotate").equals("end"));
            } catch (SQLException | IOException failure) {
                throw new IOException(UnknownHost.orMessage(failure, environment), failure);
            }
            return null;
        }
        CustomResource request = new CustomResource(event);
        try {
            if (!request.isDelete() && request.writes()) {
                inTime(this::apply);
            } else if (request.isDelete() && "yes".equals(environment.get("REMOVE_USERS"))) {
                removeUsers();
            }
        } catch (Exception failure) {
            System.err.println("schema: " + failure);
            request.fail(UnknownHost.orMessage(failure, environment));
            return null;
        }
        request.succeed();
        return null;
    }

    private void rotate(boolean end) throws SQLException, IOException, GeneralSecurityException {
        fetchAuthorities();
        try (Secrets secrets = new Secrets()) {
            Secrets.Login admin = secrets.login(environment.get("ADMIN_SECRET"));
            try (Users users = new Users(environment.get("WRITER_URL"), admin.user(), admin.password())) {
                Rotation rotation = new Rotation(users, secrets);
                for (String role : List.of("WRITER", "READER")) {
                    if (end) {
                        rotation.end(environment.get(role + "_USER"));
                    } else {
                        rotation.begin(environment.get(role + "_USER"), environment.get(role + "_SECRET"));
                    }
                }
            }
        }
    }

    private boolean readOnly(String word) throws SQLException, IOException, GeneralSecurityException {
        fetchAuthorities();
        try (Secrets secrets = new Secrets()) {
            Secrets.Login admin = secrets.login(environment.get("ADMIN_SECRET"));
            try (Connection connection =
                    DriverManager.getConnection(environment.get("WRITER_URL"), admin.user(), admin.password())) {
                return new ReadOnlySwitch(connection, AppUser.writer(environment.get("WRITER_USER"), "")).put(word);
            }
        }
    }

    private void fetchAuthorities() throws IOException, GeneralSecurityException {
        if (environment.containsKey("AUTHORITIES_URL")) {
            new Authorities(environment.get("AUTHORITIES_URL")).store(Path.of(environment.get("AUTHORITIES_FILE")));
        }
    }

    /** Removes the users. The stack can be deleted even if that fails, for example because the cluster is gone. */
    private void removeUsers() {
        try {
            inTime(() -> {
                fetchAuthorities();
                try (Secrets secrets = new Secrets()) {
                    Secrets.Login admin = secrets.login(environment.get("ADMIN_SECRET"));
                    try (Users users = new Users(environment.get("WRITER_URL"), admin.user(), admin.password())) {
                        users.remove(environment.get("WRITER_USER"));
                        users.remove(environment.get("READER_USER"));
                    }
                }
                return null;
            });
            System.out.println("schema: users of the app tier are removed");
        } catch (Exception failure) {
            System.err.println("schema: the users stay: " + UnknownHost.orMessage(failure, environment));
        }
    }

    private void inTime(Callable<Void> task) throws Exception {
        FutureTask<Void> work = new FutureTask<>(task);
        Thread worker = new Thread(work, "schema");
        worker.setDaemon(true);
        worker.start();
        try {
            work.get(limit.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException hanging) {
            throw new IOException(
                    "The database was not up to date within " + limit.toSeconds()
                            + " s; the migration may still be running.",
                    hanging);
        } catch (ExecutionException failure) {
            throw failure.getCause() instanceof Exception cause ? cause : failure;
        }
    }

    private Void apply() throws SQLException, IOException, GeneralSecurityException {
        fetchAuthorities();
        try (Secrets secrets = new Secrets()) {
            Secrets.Login admin = secrets.login(environment.get("ADMIN_SECRET"));
            Schema schema = new Schema(environment.get("WRITER_URL"), admin.user(), admin.password());
            System.out.println("schema: " + schema.migrate() + " migrations run");
            schema.grant(
                    AppUser.writer(environment.get("WRITER_USER"), secrets.text(environment.get("WRITER_SECRET"))));
            schema.grant(
                    AppUser.reader(environment.get("READER_USER"), secrets.text(environment.get("READER_SECRET"))));
            System.out.println("schema: users of the app tier are in place");
        }
        return null;
    }
}
