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
 * Logs a single line at level INFO when a client disconnects before the end of its response. Without this filter,
 * JAX-RS would log two failures at level SEVERE with a hundred lines each. They would raise alarms although nothing is
 * wrong.
 */
@ApplicationScoped
public class DepartedClients implements Filter {

    private static final Pattern JAVA = Pattern.compile("(java|jdk|sun)\\.");

    /**
     * This field keeps a reference to the logger, because Java discards a logger without references, together with its
     * filter.
     */
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
        event.setMessage("A client disconnected before the end of its response");
        event.setThrown(null);
        // The second log record of JAX-RS only says that the response could not be completed, so it is dropped
        return !(failure instanceof UncheckedIOException);
    }

    /**
     * Whether the server failed to write to the client. The result is false when the application failed to read what to
     * write.
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
