package threetier.pool.connection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;

/** One failed connection invalidates all older connections of its pool. Requests therefore do not try each of them. */
@OnStage
@Tag("http-only")
class ConnectionCheckIT {

    @Test
    void whenOneFailsNoOlderOneIsValid(Stage stage) throws Exception {
        Connection broken = stage.sql().connect("reader");
        broken.close();
        try (Connection older = patient(stage, "reader");
                Connection other = patient(stage, "writer")) {
            assertTrue(new ReaderCheck().isConnectionValid(older));
            assertTrue(new WriterCheck().isConnectionValid(other));
            assertThrows(SQLException.class, () -> new ReaderCheck().isConnectionValid(broken));
            assertFalse(new ReaderCheck().isConnectionValid(older), "the server would answer, but is not queried");
            try (Connection newer = patient(stage, "reader")) {
                assertTrue(new ReaderCheck().isConnectionValid(newer));
                assertTrue(new ReaderCheck().isConnectionValid(newer));
            }
            assertTrue(new WriterCheck().isConnectionValid(other), "the other pool is not affected");
        }
    }

    /**
     * A failed commit leaves a connection with an open transaction. The next statement on this connection would become
     * part of a transaction that never ends.
     */
    @Test
    void aConnectionInATransactionIsNotValidButOthersAre(Stage stage) throws Exception {
        try (Connection left = patient(stage, "writer");
                Connection other = patient(stage, "writer")) {
            assertTrue(new WriterCheck().isConnectionValid(left));
            assertTrue(new WriterCheck().isConnectionValid(other));
            left.setAutoCommit(false);
            assertFalse(new WriterCheck().isConnectionValid(left));
            assertTrue(new WriterCheck().isConnectionValid(other));
        }
    }

    @Test
    void aDatabaseThatMayBeSilentForLongHasLongerToAnswerTheCheck(Stage stage) throws Exception {
        assertEquals(List.of(300, 1_200), limitsSet(stage, 1_200), "the product's own writer");
        assertEquals(List.of(300, 3_000), limitsSet(stage, 3_000), "the product's own reader");
        assertEquals(List.of(2_000, 20_000), limitsSet(stage, 20_000));
    }

    /** A connection whose check has two seconds. */
    private static Connection patient(Stage stage, String server) throws SQLException {
        Connection connection = stage.sql().connect(server);
        connection.setNetworkTimeout(Runnable::run, 20_000);
        return connection;
    }

    /**
     * The read timeouts in milliseconds that the check sets, if the timeout was {@code before}. The check first sets
     * its own timeout, and afterwards {@code before} again.
     */
    private static List<Integer> limitsSet(Stage stage, int before) throws SQLException {
        List<Integer> limits = new ArrayList<>();
        try (Connection connection = stage.sql().connect("writer")) {
            connection.setNetworkTimeout(Runnable::run, before);
            Connection listening = (Connection) Proxy.newProxyInstance(
                    Connection.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, arguments) -> {
                        if (method.getName().equals("setNetworkTimeout")) {
                            limits.add((Integer) arguments[1]);
                            return null;
                        }
                        return method.invoke(connection, arguments);
                    });
            assertTrue(new WriterCheck().isConnectionValid(listening));
        }
        return limits;
    }
}
