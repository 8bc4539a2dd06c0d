package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.PersistenceException;
import org.junit.jupiter.api.Test;

class BreakerTest {

    private static final long PAUSE = Breaker.PAUSE_MILLIS * 1_000_000;

    /** The clock of the test. Like {@link System#nanoTime()}, it can be negative and overflow. */
    private long now = Long.MAX_VALUE - PAUSE / 2;

    private int tries;
    private final Breaker breaker = new Breaker(Role.READER, () -> now);

    @Test
    void whoAnswersIsAskedEachTime() {
        assertEquals("value", breaker.call(() -> "value"));
        assertEquals("value", breaker.call(() -> "value"));
    }

    @Test
    void aFewFailuresKeepNobodyAway() {
        fail(Breaker.FAILURES - 1);
        assertEquals("value", breaker.call(() -> "value"));
        fail(Breaker.FAILURES - 1);
        assertEquals("value", breaker.call(() -> "value"), "they were not in a row");
    }

    @Test
    void afterFailuresInARowNobodyTries() {
        fail(Breaker.FAILURES);
        assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never));
        now += PAUSE - 1;
        assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never));
    }

    @Test
    void whoMayNotTryLearnsWhy() {
        Exception refused = new Exception("Connection refused");
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertThrows(
                    DatabaseAwayException.class,
                    () -> breaker.call(() -> {
                        throw new DatabaseAwayException(Role.READER, refused);
                    }));
        }
        assertSame(refused, RootCause.of(assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never))));
    }

    /** Each attempt to call a silent server lasts until the timeout. */
    @Test
    void afterASlowFailureNobodyTries() {
        assertThrows(
                DatabaseAwayException.class,
                () -> breaker.call(() -> {
                    now += Breaker.SLOW_MILLIS * 1_000_000 + 1;
                    return away();
                }));
        assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never));
    }

    @Test
    void afterThePauseOneTries() {
        fail(Breaker.FAILURES);
        now += PAUSE;
        assertEquals("value", breaker.call(() -> {
            assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never), "an attempt is in progress");
            return "value";
        }));
        assertEquals("value", breaker.call(() -> "value"), "the database is back for all requests");
    }

    /** If a server is silent for longer than the pause, later attempts also wait for it. */
    @Test
    void whileATryLastsAnotherFollowsAfterThePause() {
        fail(Breaker.FAILURES);
        now += PAUSE;
        assertThrows(
                DatabaseAwayException.class,
                () -> breaker.call(() -> {
                    now += PAUSE;
                    fail(1);
                    assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never));
                    return away();
                }));
    }

    @Test
    void thePauseBeginsWhenATryHasFailed() {
        fail(Breaker.FAILURES);
        now += PAUSE;
        assertThrows(
                DatabaseAwayException.class,
                () -> breaker.call(() -> {
                    now += PAUSE / 2;
                    return away();
                }));
        now += PAUSE - 1;
        assertThrows(DatabaseAwayException.class, () -> breaker.call(this::never));
        now += 1;
        fail(1);
    }

    @Test
    void whoLetsEverybodyWaitIsSilent() {
        long slow = Breaker.SLOW_MILLIS * 1_000_000;
        now += 2 * slow;
        assertFalse(breaker.isSilent(), "no call is in progress");
        breaker.call(() -> {
            now += slow;
            assertFalse(breaker.isSilent());
            now += 1;
            assertTrue(breaker.isSilent());
            breaker.call(() -> "to another");
            assertFalse(breaker.isSilent());
            return "value";
        });
        now += 2 * slow;
        assertFalse(breaker.isSilent());
    }

    /** A database that rejects a wrong statement is available. */
    @Test
    void whoRefusesAStatementAnswers() {
        fail(Breaker.FAILURES);
        now += PAUSE;
        PersistenceException duplicate = new PersistenceException("duplicate");
        assertEquals(
                duplicate,
                assertThrows(
                        PersistenceException.class,
                        () -> breaker.call(() -> {
                            throw duplicate;
                        })));
        assertEquals("value", breaker.call(() -> "value"));
    }

    /** Makes calls that the breaker admits and that fail. */
    private void fail(int times) {
        for (int i = 0; i < times; i++) {
            int before = tries;
            assertThrows(DatabaseAwayException.class, () -> breaker.call(this::away));
            assertEquals(before + 1, tries, "the database was asked");
        }
    }

    private String away() {
        tries++;
        throw new DatabaseAwayException(Role.READER, null);
    }

    private String never() {
        throw new AssertionError("the database was asked");
    }
}
