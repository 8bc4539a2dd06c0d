package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.PersistenceException;
import jakarta.transaction.TransactionalException;
import java.net.ConnectException;
import java.sql.SQLException;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests admission, breaker and classification of failures together. Each of them also has its own test. */
class GateTest {

    private final Gate gate = new Gate(Role.WRITER, 16);
    private int asked;

    /**
     * If a statement is wrong (SQLSTATE), or waits too long for a lock (error 1205), the database is still available.
     */
    @ParameterizedTest
    @CsvSource({"23000, 1062", "22001, 1406", "40001, 1213", "42000, 1142", "HY000, 1205"})
    void aDatabaseThatRefusesAStatementIsNotAway(String state, int code) {
        for (int i = 0; i < 2 * Breaker.FAILURES; i++) {
            PersistenceException refused =
                    assertThrows(PersistenceException.class, () -> gate.admit(() -> fail(state, code)));
            assertFalse(refused instanceof DatabaseAwayException, refused.toString());
        }
        assertFalse(gate.isOpen());
    }

    @ParameterizedTest
    @CsvSource({"08S01, 0", "HY000, 1290", ", 0"})
    void anythingElseIsAnOutageAndEndsInRefusals(String state, int code) {
        for (int i = 0; i < Breaker.FAILURES; i++) {
            assertThrows(DatabaseAwayException.class, () -> gate.admit(() -> fail(state, code)));
        }
        assertTrue(gate.isOpen());
        int before = asked;
        assertThrows(DatabaseAwayException.class, () -> gate.admit(() -> fail(state, code)));
        assertThrows(DatabaseAwayException.class, () -> gate.ask(() -> fail(state, code)));
        assertEquals(before, asked, "the database was asked");
    }

    @Test
    void aCommitThatTheDatabaseRefusesIsNoOutage() {
        PersistenceException refused = assertThrows(
                PersistenceException.class,
                () -> gate.admit(() -> {
                    throw new TransactionalException("commit", new SQLException("too long", "22001", 1406));
                }));
        assertEquals("The change was not committed", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "1062| Duplicate entry 'x' for key 'users_email'| users_email",
                "1062| Duplicate entry 'for key 'a' b' for key 'users.users_email'| users_email",
                "1213| Deadlock found when trying to get lock|"
            })
    void whatIsInTheWayOfAChangeIsAConflictWithTheNameOfTheIndex(int code, String message, String index) {
        ConflictException conflict = assertThrows(
                ConflictException.class,
                () -> gate.admit(() -> {
                    throw new TransactionalException("commit", new SQLException(message, "23000", code));
                }));
        assertEquals(Optional.ofNullable(index), conflict.duplicateIn());
    }

    @Test
    void theNodesOwnQuestionsTakeNoPlace() {
        Gate narrow = new Gate(Role.READER, new Admission(1, 0, 0), new Breaker(Role.READER));
        assertEquals("asked", narrow.admit(() -> narrow.ask(() -> "asked")));
        assertThrows(OverloadException.class, () -> narrow.admit(() -> narrow.admit(() -> "asked")));
    }

    private <T> T fail(String state, int code) {
        asked++;
        throw new PersistenceException(
                state == null ? new ConnectException("Connection refused") : new SQLException("failed", state, code));
    }
}
