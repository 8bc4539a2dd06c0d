package threetier.command.drill.fuzz;

import java.io.IOException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import threetier.command.drill.fuzz.Malformed.Kind;

/**
 * Sends malformed requests of every kind to a site and checks each answer. Valid requests are sent in between, and none
 * of them must get the answer to another request.
 */
public final class BadInput {

    /** The number of malformed requests of one kind that a client sends before a valid one. */
    private static final int SLICE = 20;

    private static final int CLIENTS = 8;
    /** The timeout of a request. It is long, because it only serves to detect requests that hang. */
    private static final Duration LIMIT = Duration.ofSeconds(40);

    private static final Pattern STATUS = Pattern.compile("(?:^|\n)HTTP/1\\.[01] (\\d{3}) ");
    private static final Pattern ALLOWED = Pattern.compile("[1-4]\\d\\d|501|505");
    /** Text in an answer that shows that the site has stored an entry. */
    private static final Pattern SAVED = Pattern.compile("Saved: |201 Created");
    /** Internals that no error answer may reveal. The page itself is allowed to name its components. */
    private static final Pattern INSIDE =
            Pattern.compile("Exception|\\tat |Caused by|Payara|GlassFish|Grizzly|Jersey|EclipseLink|Apache/"
                    + "|MySQL|MariaDB|SQLSTATE|jakarta\\.|java\\.");

    private static final byte[] NOTHING = {};

    private final URI site;
    private final long seed;
    private final Set<Kind> kinds;
    private final boolean chunked;
    private final Map<Kind, Map<String, Integer>> statuses = new TreeMap<>();
    private final ConcurrentLinkedQueue<String> complaints = new ConcurrentLinkedQueue<>();
    private final AtomicLong probes = new AtomicLong();

    /**
     * @param site address of the site
     * @param seed the seed of the random requests. The same seed gives the same requests, though not in the same order
     */
    public BadInput(URI site, long seed) {
        this(site, seed, EnumSet.allOf(Kind.class), false);
    }

    private BadInput(URI site, long seed, Set<Kind> kinds, boolean chunked) {
        this.site = site;
        this.seed = seed;
        this.kinds = kinds;
        this.chunked = chunked;
    }

    /** Requests whose end is unclear, for a site that accepts chunked bodies ({@code CHUNKED_LIMIT}). */
    public static BadInput withChunks(URI site, long seed) {
        return new BadInput(
                site,
                seed,
                EnumSet.of(Kind.CONTENT_LENGTH, Kind.TRANSFER_ENCODING, Kind.CHUNKS, Kind.HIDDEN_REQUEST),
                true);
    }

    /**
     * Sends about this many requests, the same number of each kind.
     *
     * @return descriptions of wrong answers
     */
    public List<String> run(int requests) throws InterruptedException {
        int perKind = requests / kinds.size() + 1;
        List<Callable<Void>> slices = new ArrayList<>();
        for (Kind kind : kinds) {
            List<Malformed> all = Malformed.of(kind, perKind, seed);
            for (int from = 0; from < perKind; from += SLICE) {
                List<Malformed> slice = all.subList(from, Math.min(from + SLICE, perKind));
                slices.add(() -> send(slice));
            }
        }
        Collections.shuffle(slices, new Random(seed));
        ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
        try {
            for (Future<Void> sent : clients.invokeAll(slices)) {
                sent.get();
            }
        } catch (ExecutionException failure) {
            throw new IllegalStateException(failure.getCause());
        } finally {
            clients.shutdownNow();
        }
        return List.copyOf(complaints);
    }

    /** A line per kind with the number of requests and the number of answers with each status. */
    public List<String> summary() {
        return statuses.entrySet().stream()
                .map(kind -> String.format(
                        Locale.ROOT,
                        "  %-18s %5d  %s",
                        kind.getKey(),
                        kind.getValue().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum(),
                        kind.getValue()))
                .toList();
    }

    private Void send(List<Malformed> slice) throws IOException {
        try (RawHttp connection = new RawHttp(site, LIMIT)) {
            for (Malformed request : slice) {
                judge(request, answer(connection, request));
            }
            probe(connection);
        }
        return null;
    }

    private static String answer(RawHttp connection, Malformed request) {
        try {
            return request.kind().wellFramed()
                    ? connection.kept(request.bytes())
                    : connection.onItsOwn(request.bytes());
        } catch (SocketTimeoutException hang) {
            return "HTTP/1.1 598 hang ";
        } catch (IOException closed) {
            return "";
        }
    }

    private void judge(Malformed request, String answer) {
        List<String> finals = new ArrayList<>();
        for (Matcher status = STATUS.matcher(answer); status.find(); ) {
            if (!status.group(1).startsWith("1")) {
                finals.add(status.group(1));
            }
        }
        String seen = finals.isEmpty() ? "none" : String.join("+", finals);
        synchronized (statuses) {
            statuses.computeIfAbsent(request.kind(), kind -> new TreeMap<>()).merge(seen, 1, Integer::sum);
        }
        // Chunks can make a request valid. Then its answer, and what follows on the connection, are valid too
        StrictReader valid = new StrictReader(chunked ? request.bytes() : NOTHING);
        // A server need not answer a request without a complete first line
        boolean silentAsItMay = finals.isEmpty() && !request.hasLine();
        boolean one = !finals.isEmpty()
                && finals.size() <= Math.max(1, valid.requests() + 1)
                && finals.stream().allMatch(status -> ALLOWED.matcher(status).matches());
        boolean page = !finals.isEmpty() && finals.stream().allMatch("200"::equals);
        if (!silentAsItMay && !one
                || SAVED.matcher(answer).results().count() > valid.writes()
                || !page && INSIDE.matcher(answer).find()) {
            complaints.add(request + "\n    was answered: " + (answer.isEmpty() ? "not at all" : answer.strip()));
        }
    }

    /**
     * Sends a valid request with a unique id on a new connection. The correct answer repeats the id, so this method
     * detects the answer to another request.
     */
    private void probe(RawHttp connection) throws IOException {
        long id = Long.MAX_VALUE - probes.incrementAndGet();
        String request = "GET /timestamps/" + id + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";
        String answer = connection.onItsOwn(request.getBytes(StandardCharsets.US_ASCII));
        if (!answer.startsWith("HTTP/1.1 404 ") || !answer.contains("with the id " + id + ".")) {
            complaints.add("A valid request for the id " + id + "\n    was answered: " + answer);
        }
    }
}
