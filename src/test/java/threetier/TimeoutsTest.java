package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import threetier.command.edge.EdgeDistribution;
import threetier.command.edge.EdgeOrigin;
import threetier.command.stage.Shape;

/**
 * The timeouts of all tiers depend on each other; docs/operations.md has the rules and the table. Timeouts are in
 * seconds unless the name says otherwise.
 */
class TimeoutsTest {

    private static final Setting EDGE_IDLE = new Setting("cloudformation/edge.yaml", "OriginKeepaliveTimeout");
    private static final Setting EDGE_ANSWER = new Setting("cloudformation/edge.yaml", "OriginReadTimeout");
    private static final Setting EDGE_CONNECT = new Setting("cloudformation/edge.yaml", "ConnectionTimeout");
    private static final Setting ALB_IDLE = new Setting("src/command/haproxy/alb.cfg", "timeout http-keep-alive");
    private static final Setting ALB_ANSWER = new Setting("src/command/haproxy/alb.cfg", "timeout server");
    private static final Setting NLB_IDLE_IN = new Setting("src/command/haproxy/nlb.cfg", "timeout client");
    private static final Setting NLB_IDLE_OUT = new Setting("src/command/haproxy/nlb.cfg", "timeout server");
    private static final Setting INNER_IDLE =
            new Setting("src/command/haproxy/inner-alb.cfg", "timeout http-keep-alive");
    private static final Setting INNER_ANSWER = new Setting("src/command/haproxy/inner-alb.cfg", "timeout server");
    private static final Setting WEB_IDLE = new Setting("httpd/workers.conf", "KeepAliveTimeout");
    private static final Setting WEB_CONNECT = new Setting("httpd/proxy.conf", "connectiontimeout");
    private static final Setting WEB_WAIT = new Setting("httpd/launch", "APP_TIER_TIMEOUT");
    private static final Setting WEB_TUNNEL = new Setting("httpd/workers.conf", "Timeout");
    private static final Setting WEB_REUSE = new Setting("httpd/proxy.conf", "ttl");
    private static final Setting WEB_DRAIN = new Setting("httpd/launch", "WEB_DRAIN");
    private static final Setting WEB_FINISH = new Setting("httpd/drain.conf", "GracefulShutdownTimeout");
    private static final Setting WEB_STOP = new Setting("httpd/three-tier-web.service", "TimeoutStopSec");
    private static final Setting APP_IDLE = new Setting("payara/server.asadmin", "timeout-seconds");
    private static final Setting APP_DRAIN = new Setting("payara/launch", "APP_DRAIN");
    private static final Setting APP_STOP = new Setting("payara/three-tier-app.service", "TimeoutStopSec");
    private static final Setting WEB_HEADERS = new Setting("httpd/limits.conf", "header");
    private static final Setting POOL_WAIT_MILLIS = new Setting("payara/pools.asadmin", "--maxwait");
    private static final Setting CHECK_MILLIS =
            new Setting("src/pool/java/threetier/pool/connection/ConnectionCheck.java", "LIMIT_MILLIS");
    private static final Setting PATIENCE_MILLIS =
            new Setting("src/main/java/threetier/datasource/Admission.java", "PATIENCE_MILLIS");
    private static final Setting PAUSE_MILLIS =
            new Setting("src/main/java/threetier/datasource/Breaker.java", "PAUSE_MILLIS");
    private static final Setting CONNECT_MILLIS = new Setting("payara/pools.asadmin", "connectTimeout");
    private static final Setting WRITER_MILLIS = new Setting("payara/pools.asadmin", "writer.timeout");
    private static final Setting READER_MILLIS = new Setting("payara/pools.asadmin", "reader.timeout");
    private static final Setting COMPUTATION = new Setting("src/main/java/threetier/load/Budget.java", "LONGEST");
    private static final Setting ADDRESS = new Setting("payara/java.security", "networkaddress.cache.ttl");
    private static final Setting WEB_ADDRESS = new Setting("httpd/proxy.conf", "addressttl");

    private static final List<Setting> IN_SECONDS = List.of(
            EDGE_IDLE,
            EDGE_ANSWER,
            EDGE_CONNECT,
            ALB_IDLE,
            ALB_ANSWER,
            NLB_IDLE_IN,
            INNER_IDLE,
            INNER_ANSWER,
            WEB_IDLE,
            WEB_HEADERS,
            WEB_CONNECT,
            WEB_WAIT,
            WEB_TUNNEL,
            WEB_REUSE,
            WEB_ADDRESS,
            WEB_DRAIN,
            WEB_FINISH,
            WEB_STOP,
            APP_IDLE,
            APP_DRAIN,
            APP_STOP,
            COMPUTATION,
            ADDRESS);

    private static final List<Setting> IN_MILLIS = List.of(
            PATIENCE_MILLIS,
            POOL_WAIT_MILLIS,
            CHECK_MILLIS,
            CONNECT_MILLIS,
            WRITER_MILLIS,
            READER_MILLIS,
            PAUSE_MILLIS);

    /** The balancers of AWS mark a target unhealthy after two failed checks, five seconds apart. */
    private static final int CLOUD_NOTICE = 2 * 5;
    /** httpd/launch accepts an {@code APP_TIER_TIMEOUT} of at most this. */
    private static final int LONGEST_WEB_WAIT = 45;
    /** While the writer is unavailable, a write gets 503 within this many seconds. */
    private static final int DATABASE = 2;
    /** An idle Payara stops within this many seconds. */
    private static final int PAYARA_STOPS = 30;

    /** If the other side closed first, a request might be sent on a connection that is being closed. */
    @Test
    void theSideThatSendsRequestsClosesAnIdleConnectionFirst() {
        assertAscending(EDGE_IDLE, ALB_IDLE, WEB_IDLE);
        assertAscending(WEB_REUSE, APP_IDLE, NLB_IDLE_IN);
        // With affinity, the balancer between the tiers is itself a side that sends requests
        assertAscending(WEB_REUSE, INNER_IDLE, APP_IDLE);
        assertEquals(NLB_IDLE_IN.value(), NLB_IDLE_OUT.value());
    }

    /** If the upper tier timed out first, its client would get a less specific answer, or none. */
    @Test
    void whoWaitsForAnAnswerWaitsLongerThanTheTierBelow() {
        int silentConnection = CHECK_MILLIS.value() + Math.max(CONNECT_MILLIS.value(), WRITER_MILLIS.value());
        // An admitted request gets a free connection or opens one, so it does not also wait for the pool
        assertTrue(
                PATIENCE_MILLIS.value() + silentConnection <= DATABASE * 1_000,
                "a write is refused within " + DATABASE + " s");
        assertTrue(
                POOL_WAIT_MILLIS.value() + CHECK_MILLIS.value() + READER_MILLIS.value() + DATABASE * 1_000
                        < WEB_WAIT.value() * 1_000,
                "the writer still has time to answer when the reader does not");
        assertTrue(WEB_CONNECT.value() <= DATABASE, "a dead app tier is noticed as fast as a dead database");
        assertAscending(COMPUTATION, WEB_WAIT, ALB_ANSWER, EDGE_ANSWER);
        assertAscending(WEB_WAIT, INNER_ANSWER);
        assertTrue(
                LONGEST_WEB_WAIT < Math.min(ALB_ANSWER.value(), INNER_ANSWER.value()),
                "the longest time that httpd/launch accepts");
    }

    /**
     * New connections arrive until the balancer finds the node unhealthy. After that, httpd may reuse an idle
     * connection for {@code ttl} seconds. The last request may take as long as httpd waits. After that, no request
     * arrives.
     */
    @Test
    void anAppNodeServesOnUntilNobodyNeedsIt() {
        assertTrue(APP_DRAIN.value() > CLOUD_NOTICE + WEB_REUSE.value() + WEB_WAIT.value(), APP_DRAIN.toString());
    }

    /** After the drain, {@code GracefulShutdownTimeout} limits the duration of the requests in flight. */
    @Test
    void aWebNodeServesOnUntilItsBalancerHasNoticed() {
        assertTrue(WEB_DRAIN.value() > CLOUD_NOTICE, WEB_DRAIN.toString());
        assertTrue(
                WEB_FINISH.value() >= WEB_WAIT.value(), "a request may last as long as httpd waits for the app tier");
    }

    /** On the laptop, the edge in front of a stage has the values of the template. */
    @Test
    void theEdgeOfAStageWaitsAsLongAsCloudFront() {
        for (EdgeOrigin origin : EdgeDistribution.of(Path.of("cloudformation")).origins()) {
            if (!origin.pages()) {
                assertEquals(EDGE_ANSWER.value(), origin.answerSeconds(), origin.id());
                assertEquals(EDGE_CONNECT.value(), origin.connectSeconds(), origin.id());
            }
        }
    }

    /** Aurora's host names resolve to another server within seconds of a failover. */
    @Test
    void addressesAreNotRememberedForLong() {
        assertTrue(ADDRESS.value() <= 5, ADDRESS.toString());
        assertTrue(WEB_ADDRESS.value() <= 5, WEB_ADDRESS.toString());
    }

    /** With a shorter timeout, systemd would kill a draining node. */
    @Test
    void systemdWaitsUntilANodeHasDrainedAndStopped() {
        assertTrue(APP_STOP.value() > APP_DRAIN.value() + PAYARA_STOPS, APP_STOP.toString());
        assertTrue(WEB_STOP.value() > WEB_DRAIN.value() + WEB_FINISH.value(), WEB_STOP.toString());
    }

    /** On the stage, nodes drain faster, because the balancers check more often and requests are short. */
    @Test
    void onTheStageTooANodeServesOnUntilNobodyNeedsIt() {
        for (String balancer : List.of("alb", "nlb", "inner-alb")) {
            String file = "src/command/haproxy/" + balancer + ".cfg";
            int interval = new Setting(file, "inter").value();
            // One more check, because the last one may have succeeded just before the drain
            int notice = interval * (new Setting(file, "fall").value() + 1);
            assertTrue(Shape.DRAIN.toSeconds() > notice + WEB_REUSE.value(), balancer);
        }
    }

    @ParameterizedTest
    @FieldSource("IN_SECONDS")
    void theTableSaysHowManySeconds(Setting setting) {
        setting.assertDocumented(setting.value() + " s");
    }

    @ParameterizedTest
    @FieldSource("IN_MILLIS")
    void theTableSaysInSecondsHowManyMilliseconds(Setting setting) {
        BigDecimal seconds = BigDecimal.valueOf(setting.value(), 3).stripTrailingZeros();
        setting.assertDocumented(Pattern.quote(seconds.toPlainString()) + " s");
    }

    private static void assertAscending(Setting... settings) {
        for (int i = 1; i < settings.length; i++) {
            assertTrue(
                    settings[i - 1].value() < settings[i].value(),
                    settings[i - 1] + " must be less than " + settings[i]);
        }
    }
}
