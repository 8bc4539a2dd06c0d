package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/**
 * The limits of a request in each tier; docs/operations.md has the table. All are in bytes, except the number of
 * fields.
 */
class LimitsTest {

    private static final Setting LINE = new Setting("httpd/limits.conf", "LimitRequestLine");
    private static final Setting FIELD = new Setting("httpd/limits.conf", "LimitRequestFieldSize");
    private static final Setting FIELDS = new Setting("httpd/limits.conf", "LimitRequestFields");
    private static final Setting SUM = new Setting("src/main/java/threetier/http/HeadLimitFilter.java", "LIMIT");
    private static final Setting AJP_SENT = new Setting("httpd/proxy.conf", "ProxyIOBufferSize");
    private static final Setting AJP_TAKEN = new Setting("payara/jvm.options", "max-packet-size");
    private static final Setting SERVER = new Setting("payara/server.asadmin", "header-buffer-length-bytes");
    private static final Setting BODY = new Setting("httpd/launch", "BODY_LIMIT");
    private static final Setting BALANCER = new Setting("src/command/haproxy/alb.cfg", "tune.bufsize");

    private static final List<Setting> DOCUMENTED =
            List.of(LINE, FIELD, FIELDS, SUM, AJP_SENT, AJP_TAKEN, SERVER, BODY, BALANCER);

    /**
     * RFC 6265, 6.1, requires support for cookies of 4,096 bytes. The Application Load Balancer of AWS accepts header
     * fields of 64 KB in all.
     */
    @Test
    void whatClientsSendIsTaken() {
        assertTrue(FIELD.value() > 4_096 && LINE.value() >= 8_000, FIELD + " " + LINE);
        assertEquals(64 * 1_024, SUM.value());
    }

    /** If a request exceeded Payara's limit, Payara would answer 400 without a body. */
    @Test
    void theServerTakesWhateverHttpdLetsThrough() {
        int addedByHttpd = 2 * FIELD.value();
        assertTrue(LINE.value() + FIELDS.value() * FIELD.value() + addedByHttpd < SERVER.value(), SERVER.toString());
    }

    @Test
    void bothSidesOfAjpAgreeOnThePacket() {
        assertEquals(AJP_SENT.value(), AJP_TAKEN.value());
    }

    /** The tiers must reject a request before the balancer does, because the balancer's answer gives no reason. */
    @Test
    void theStagesBalancerTakesMoreThanTheTiers() {
        assertTrue(BALANCER.value() > SUM.value() + LINE.value(), BALANCER.toString());
    }

    @ParameterizedTest
    @FieldSource("DOCUMENTED")
    void theTableSaysWhatIsSet(Setting limit) {
        limit.assertDocumented(String.format(Locale.ROOT, "%,d( bytes)?", limit.value()));
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
}
