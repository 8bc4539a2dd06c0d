package threetier.schema;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;

/**
 * Runs {@link RestoreProof} as a program. The environment variables {@code RESTORED_URL}, {@code RESTORED_USER} and
 * {@code RESTORED_PASSWORD} describe the restored database; {@code SOURCE_URL}, {@code SOURCE_USER} and
 * {@code SOURCE_PASSWORD} the source. Without {@code SOURCE_URL} there is no source.
 *
 * <p>The output has one line per step, note and fault, with fields that are separated by tabs: {@code step}, what, rows
 * and milliseconds; {@code note} and {@code fault}, what and a sentence.
 */
public final class ProofProgram {

    private ProofProgram() {}

    /** Exits with 1 if a database does not answer, and otherwise with 0, also if there are faults. */
    public static void main(String[] arguments) {
        Map<String, String> env = System.getenv();
        try (Connection restored = connect(env, "RESTORED");
                Connection source = env.getOrDefault("SOURCE_URL", "").isEmpty() ? null : connect(env, "SOURCE")) {
            for (ProofStep step : new RestoreProof(source, restored).run()) {
                print("step", step.what(), step.rows() + "\t" + step.millis());
                step.notes().forEach(note -> print("note", step.what(), note));
                step.faults().forEach(fault -> print("fault", step.what(), fault));
            }
        } catch (SQLException | IllegalArgumentException failure) {
            System.err.println("schema: " + failure.getMessage());
            System.exit(1);
        }
    }

    private static void print(String kind, String what, String text) {
        System.out.println(kind + "\t" + what + "\t" + text.replace('\n', ' '));
    }

    private static Connection connect(Map<String, String> env, String which) throws SQLException {
        return DriverManager.getConnection(
                Schema.need(env, which + "_URL"),
                Schema.need(env, which + "_USER"),
                Schema.need(env, which + "_PASSWORD"));
    }
}
