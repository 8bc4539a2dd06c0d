package threetier.command.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import threetier.command.drill.Exchange.Kind;
import threetier.command.http.HttpConnection;
import threetier.command.http.Reply;

/**
 * A client of the site. The client writes, reads its own write, reads the newest entries, and then starts again with a
 * write.
 */
final class Client implements AutoCloseable {

    /** The timeout of a request. */
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String TOKEN = "consistency-token";
    private static final Pattern ID = Pattern.compile("\"id\": (\\d+)");

    private final HttpConnection line;
    private Kind next;
    private long savedId;
    private String saved = "";
    private String token = "";

    /** @param first the kind of the first request of this client */
    Client(String url, Kind first) {
        next = first;
        line = new HttpConnection(url, PATIENCE);
    }

    /** Sends its next request and waits for the answer. */
    Exchange exchange() {
        Kind kind = next;
        next = Kind.values()[(kind.ordinal() + 1) % Kind.values().length];
        return exchange(kind == Kind.OWN_READ && saved.isEmpty() ? Kind.READ : kind);
    }

    /** Sends this request and waits for the answer. */
    Exchange exchange(Kind kind) {
        return exchange(kind, "");
    }

    /** Writes with an idempotency key. A write with a key has its own transaction; writes without a key share one. */
    Exchange saveAlone() {
        return exchange(Kind.WRITE, "Idempotency-Key: " + UUID.randomUUID() + "\r\n");
    }

    private Exchange exchange(Kind kind, String headers) {
        long start = System.nanoTime();
        try {
            Reply reply = switch (kind) {
                case WRITE -> write(headers);
                case OWN_READ ->
                    line.send("GET", "/timestamps/" + savedId, token.isEmpty() ? "" : TOKEN + ": " + token + "\r\n");
                case READ -> line.send("GET", "/timestamps?limit=10", "");
            };
            return judged(kind, start, System.nanoTime(), reply);
        } catch (IOException | NumberFormatException noAnswer) {
            return Exchange.unanswered(kind, start, System.nanoTime(), String.valueOf(noAnswer.getMessage()));
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private Reply write(String headers) throws IOException {
        saved = "";
        Reply reply = line.send("POST", "/timestamps", headers);
        if (reply.status() == 201) {
            saved = reply.body();
            savedId = ids(saved).get(0);
            token = reply.header(TOKEN);
        }
        return reply;
    }

    private Exchange judged(Kind kind, long start, long end, Reply reply) {
        String problem = switch (kind) {
            case WRITE -> reply.status() == 201 ? "" : "status " + reply.status();
            case OWN_READ ->
                reply.status() != 200
                        ? "status " + reply.status()
                        : reply.body().equals(saved) ? "" : "not the saved entry";
            case READ ->
                reply.status() != 200
                        ? "status " + reply.status()
                        : newestFirst(ids(reply.body())) ? "" : "not newest first";
        };
        boolean stale = kind == Kind.OWN_READ && reply.status() == 404;
        boolean acknowledged = kind == Kind.WRITE && problem.isEmpty();
        return new Exchange(
                kind,
                start,
                end,
                reply.status(),
                reply.header("x-served-by"),
                reply.headers().containsKey("retry-after"),
                problem,
                stale,
                acknowledged ? savedId : 0,
                acknowledged ? saved : "");
    }

    private static List<Long> ids(String json) {
        return ID.matcher(json).results().map(id -> Long.parseLong(id.group(1))).toList();
    }

    private static boolean newestFirst(List<Long> ids) {
        for (int i = 1; i < ids.size(); i++) {
            if (ids.get(i) >= ids.get(i - 1)) {
                return false;
            }
        }
        return true;
    }
}
