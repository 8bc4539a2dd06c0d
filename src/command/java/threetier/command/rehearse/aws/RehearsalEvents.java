package threetier.command.rehearse.aws;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import threetier.command.json.Json;

/**
 * A file with what the rehearsal must know, an object of JSON on each line: {@code signal}, {@code lifecycle},
 * {@code refused} and {@code failed}. No line has a secret.
 */
final class RehearsalEvents {

    private final Path file;

    RehearsalEvents(Path file) {
        this.file = file;
    }

    /** A role was not allowed to do something. */
    void refused(Caller caller, String action, String resource, String cause) {
        write("refused", caller, Map.of("role", caller.role(), "action", action, "resource", resource, "cause", cause));
    }

    /**
     * A call has failed for another reason.
     *
     * @param call null if the request is not from a known caller
     */
    void failed(ApiCall call, ApiError error) {
        if (!error.code().equals(ApiError.DENIED) || call == null) {
            write(
                    "failed",
                    call == null ? null : call.caller(),
                    Map.of(
                            "call",
                            call == null ? "" : call.service() + ":" + call.operation(),
                            "code",
                            error.code(),
                            "message",
                            error.getMessage()));
        }
    }

    /** @param caller null if it is not known */
    synchronized void write(String kind, Caller caller, Map<String, ?> what) {
        Map<String, Object> line = new LinkedHashMap<>();
        line.put("time", Instant.now().toString());
        line.put("kind", kind);
        if (caller != null) {
            line.put("instance", caller.instance());
        }
        line.putAll(what);
        try {
            Files.writeString(file, Json.of(line) + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
