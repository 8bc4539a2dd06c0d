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
 * Logs in one line at INFO that a client disconnected before the end of its response. JAX-RS reports this as two SEVERE
 * failures of a hundred lines each, which would raise alarms although nothing is wrong.
 */
@ApplicationScoped
public class DepartedClients implements Filter {

    private static final Pattern JAVA = Pattern.compile("(java|jdk|sun)\\.");

    /** In a field, because Java discards a logger that nothing references, and its filter with it. */
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
        // The second report only says that the response could not be completed
        return !(failure instanceof UncheckedIOException);
    }

    /**
     * Whether the server failed while writing to the client, rather than the application while reading what to write.
     */
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
