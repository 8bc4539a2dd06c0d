package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * What a request may have, tier by tier; docs/operations.md has the table. All in bytes, but for the number of fields.
 */
class LimitsTest {

    private static final Limit LINE = new Limit("httpd/limits.conf", "LimitRequestLine");
    private static final Limit FIELD = new Limit("httpd/limits.conf", "LimitRequestFieldSize");
    private static final Limit FIELDS = new Limit("httpd/limits.conf", "LimitRequestFields");
    private static final Limit SUM = new Limit("src/main/java/threetier/http/HeadLimitFilter.java", "LIMIT");
    private static final Limit AJP_SENT = new Limit("httpd/proxy.conf", "ProxyIOBufferSize");
    private static final Limit AJP_TAKEN = new Limit("payara/jvm.options", "max-packet-size");
    private static final Limit SERVER = new Limit("payara/server.asadmin", "header-buffer-length-bytes");
    private static final Limit BALANCER = new Limit("src/command/haproxy/alb.cfg", "tune.bufsize");

    private static final List<Limit> DOCUMENTED =
            List.of(LINE, FIELD, FIELDS, SUM, AJP_SENT, AJP_TAKEN, SERVER, BALANCER);

    /** RFC 6265, 6.1, asks for cookies of 4,096 bytes; a cloud's balancer takes 64 KB in all. */
    @Test
    void whatClientsSendIsTaken() throws IOException {
        assertTrue(FIELD.value() > 4_096 && LINE.value() >= 8_000, FIELD + " " + LINE);
        assertEquals(64 * 1_024, SUM.value());
    }

    /** Otherwise the server refuses, without a word. */
    @Test
    void theServerTakesWhateverHttpdLetsThrough() throws IOException {
        int addedByHttpd = 2 * FIELD.value();
        assertTrue(LINE.value() + FIELDS.value() * FIELD.value() + addedByHttpd < SERVER.value(), SERVER.toString());
    }

    @Test
    void bothSidesOfAjpAgreeOnThePacket() throws IOException {
        assertEquals(AJP_SENT.value(), AJP_TAKEN.value());
    }

    /** So that the tiers refuse, not the balancer, whose answer explains nothing. */
    @Test
    void theStagesBalancerTakesMoreThanTheTiers() throws IOException {
        assertTrue(BALANCER.value() > SUM.value() + LINE.value(), BALANCER.toString());
    }

    @ParameterizedTest
    @FieldSource("DOCUMENTED")
    void theTableSaysWhatIsSet(Limit limit) throws IOException {
        String value = String.format(Locale.ROOT, "%,d", limit.value());
        assertTrue(
                Files.readString(Path.of("docs/operations.md"))
                        .lines()
                        .anyMatch(line -> line.matches(".*\\| " + value + "( bytes)? \\|.*")
                                && line.contains("`" + limit.name() + "`, `" + limit.place() + "`")),
                "docs/operations.md has no row with " + limit);
    }

    @Test
    void theAnswersOfHttpdNameItsLimits() throws IOException {
        String problems = Files.readString(Path.of("httpd/problem.conf"));
        assertTrue(problems.contains(String.format(
                Locale.ROOT,
                "more than %d header fields, one longer than %,d bytes, or more than %,d bytes of them in all.",
                FIELDS.value(),
                FIELD.value(),
                SUM.value())));
        assertTrue(problems.contains(String.format(Locale.ROOT, "longer than %,d characters.", LINE.value())));
    }

    /** A number in a file, after its name. */
    private record Limit(String file, String name) {

        int value() throws IOException {
            List<Integer> values = Pattern.compile(
                            "(?<![\\w.])(?:[\\w.]+\\.)?" + Pattern.quote(name) + "[ =]{1,3}([\\d_]+)")
                    .matcher(Files.readString(Path.of(file)))
                    .results()
                    .map(match -> Integer.valueOf(match.group(1).replace("_", "")))
                    .distinct()
                    .toList();
            assertEquals(1, values.size(), name + " in " + file + ": " + values);
            return values.get(0);
        }

        /** Where people find it: a file, or a class. */
        String place() {
            return file.endsWith(".java")
                    ? file.replaceAll("^src/\\w+/java/|\\.java$", "").replace('/', '.')
                    : file;
        }
    }
}
