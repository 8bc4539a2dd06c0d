package threetier.command.load;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.regex.Pattern;
import threetier.command.http.HttpConnection;
import threetier.command.http.NoAnswer;
import threetier.command.http.Reply;
import threetier.command.load.Exchange.Kind;

/** A client of a site, with one connection. Nothing is sent twice. */
public final class Client implements AutoCloseable {

    /** The timeout of a request. */
    public static final Duration PATIENCE = Duration.ofSeconds(10);

    private static final String TOKEN = "consistency-token";
    private static final String NEWEST = "/timestamps?limit=10";
    private static final Pattern ID = Pattern.compile("\"id\": (\\d+)");

    /** Sends a request. */
    private interface Request {
        Reply send() throws IOException;
    }

    private final HttpConnection line;
    private Kind next;
    private boolean unread;
    private long savedId;
    private String saved = "";
    private String token = "";

    /** @param first kind of its first request */
    Client(String url, Kind first) {
        next = first;
        line = new HttpConnection(url, PATIENCE);
    }

    /** Sends its next request: it writes, reads its own write, reads the newest entries, and starts again. */
    public Exchange exchange() {
        Kind kind = next;
        next = Kind.values()[(kind.ordinal() + 1) % Kind.values().length];
        return exchange(kind == Kind.OWN_READ && saved.isEmpty() ? Kind.READ : kind);
    }

    /** Sends a request of this kind. */
    public Exchange exchange(Kind kind) {
        return exchange(kind, "");
    }

    /** Writes with an idempotency key, which gives the write its own transaction; other writes share one. */
    public Exchange saveAlone() {
        return exchange(Kind.WRITE, "Idempotency-Key: " + UUID.randomUUID() + "\r\n");
    }

    /** Writes by GET, as a browser does, and looks the entry up. */
    public Exchange saveByGet() {
        return exchange(Kind.WRITE, this::writeByGet, reply -> reply.status() != 200 ? status(reply) : entryProblem());
    }

    /** Requests this path; any status below 400 is correct. */
    public Exchange get(String path) {
        return exchange(Kind.READ, () -> line.send("GET", path, ""), Client::anyProblem);
    }

    /**
     * Sends a request of another application.
     *
     * @param headers header lines, each with its line end
     * @param problem what is wrong with an answer; empty if it is correct
     */
    public Exchange send(Kind kind, String method, String path, String headers, Function<Reply, String> problem) {
        return exchange(kind, () -> line.send(method, path, headers), problem);
    }

    /** Whether its last write was acknowledged and not read back yet. */
    public boolean hasUnreadWrite() {
        return unread;
    }

    private Exchange exchange(Kind kind, String headers) {
        return switch (kind) {
            case WRITE -> exchange(kind, () -> write(headers), this::problemOfWrite);
            case OWN_READ -> exchange(kind, this::readBack, this::problemOfOwnRead);
            case READ -> exchange(kind, () -> line.send("GET", NEWEST, ""), Client::problemOfNewest);
        };
    }

    private Exchange exchange(Kind kind, Request request, Function<Reply, String> problem) {
        long start = System.nanoTime();
        try {
            Reply reply = request.send();
            return judged(kind, start, System.nanoTime(), reply, problem.apply(reply));
        } catch (IOException | NumberFormatException noAnswer) {
            return Exchange.unanswered(kind, start, System.nanoTime(), NoAnswer.inWords(noAnswer));
        }
    }

    @Override
    public void close() {
        line.close();
    }

    private Reply write(String headers) throws IOException {
        saved = "";
        unread = false;
        Reply reply = line.send("POST", "/timestamps", headers);
        List<Long> ids = ids(reply.body());
        if (reply.status() == 201 && !ids.isEmpty()) {
            saved = reply.body();
            savedId = ids.get(0);
            token = reply.header(TOKEN);
            unread = true;
        }
        return reply;
    }

    private Reply writeByGet() throws IOException {
        saved = "";
        unread = false;
        Reply reply = line.send("GET", "/write", "");
        if (reply.status() == 200) {
            token = reply.header(TOKEN);
            savedId = Long.parseLong(token);
            Reply entry = readBack();
            saved = entry.status() == 200 ? entry.body() : "";
        }
        return reply;
    }

    private String entryProblem() {
        return saved.isEmpty() ? "no saved entry" : "";
    }

    private Reply readBack() throws IOException {
        unread = false;
        return line.send("GET", "/timestamps/" + savedId, token.isEmpty() ? "" : TOKEN + ": " + token + "\r\n");
    }

    private String problemOfWrite(Reply reply) {
        return reply.status() != 201 ? status(reply) : entryProblem();
    }

    private String problemOfOwnRead(Reply reply) {
        return reply.status() != 200 ? status(reply) : reply.body().equals(saved) ? "" : "not the saved entry";
    }

    private static String problemOfNewest(Reply reply) {
        return reply.status() != 200 ? status(reply) : newestFirst(ids(reply.body())) ? "" : "not newest first";
    }

    private static String anyProblem(Reply reply) {
        return reply.status() < 400 ? "" : status(reply);
    }

    private static String status(Reply reply) {
        return "status " + reply.status();
    }

    private Exchange judged(Kind kind, long start, long end, Reply reply, String problem) {
        boolean stale = kind == Kind.OWN_READ && reply.status() == 404;
        boolean acknowledged = kind == Kind.WRITE && problem.isEmpty();
        return new Exchange(
                kind,
                start,
                end,
                reply.status(),
                // A load has many answers of few nodes
                reply.header("x-served-by").intern(),
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
