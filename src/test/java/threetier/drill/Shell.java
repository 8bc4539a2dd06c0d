package threetier.drill;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import threetier.stage.StageException;

/** Programs of the system that a drill runs. */
final class Shell {

    private Shell() {
    }

    /** @throws StageException with what the program said when it fails */
    static void must(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new StageException(String.join(" ", command) + " failed: " + output.strip());
            }
        } catch (IOException failure) {
            throw new StageException("Cannot run " + command[0] + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageException("Interrupted");
        }
    }

    /** Whether it could be done does not matter. */
    static void tryTo(String... command) {
        try {
            must(command);
        } catch (StageException notDone) {
            // as allowed
        }
    }
}
