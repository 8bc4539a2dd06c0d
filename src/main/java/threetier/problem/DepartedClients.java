package threetier.problem;

import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.logging.Filter;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import threetier.datasource.RootCause;

/**
 * Says in one line of the log that a client went away before it had its whole answer. JAX-RS reports it as two severe
 * failures, with a hundred lines each; but it is nobody's mistake, and whoever watches the log for severe ones would be
 * called for it.
 */
@ApplicationScoped
public class DepartedClients implements Filter {

    private static final Pattern JAVA = Pattern.compile("(java|jdk|sun)\\.");

    /** Held, because Java forgets a logger that nobody holds, and its filter with it. */
    private final Logger answers = Logger.getLogger("org.glassfish.jersey.server.ServerRuntime$Responder");

    void start(@Observes @Initialized(ApplicationScoped.class) Object application) {
        answers.setFilter(this);
    }

    @PreDestroy
    void stop() {
        answers.setFilter(null);
    }

    @Override
    public boolean isLoggable(LogRecord event) {
        Throwable failure = event.getThrown();
        if (failure == null || !atConnection(RootCause.of(failure))) {
            return true;
        }
        event.setLevel(Level.INFO);
        event.setMessage("A client went away before it had its whole answer");
        event.setThrown(null);
        // The second failure is that the answer could not be ended either
        return !(failure instanceof UncheckedIOException);
    }

    /** Whether the server failed as it wrote to the client, not the application as it read what to write. */
    private static boolean atConnection(Throwable failure) {
        return failure instanceof IOException
                && Arrays.stream(failure.getStackTrace())
                        .map(StackTraceElement::getClassName)
                        .filter(name -> !JAVA.matcher(name).lookingAt())
                        .findFirst()
                        .orElse("")
                        .startsWith("org.glassfish.grizzly.");
    }
}
