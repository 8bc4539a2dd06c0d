package threetier.pool;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import threetier.stage.OnStage;
import threetier.stage.Stage;

/** A connection that fails speaks for all that are as old: nobody has to find out about each of them. */
@OnStage
class ConnectionCheckIT {

    @Test
    void whenOneFailsNoOlderOneIsValid(Stage stage) throws Exception {
        Connection broken = stage.connect("reader");
        broken.close();
        try (Connection older = stage.connect("reader"); Connection other = stage.connect("writer")) {
            assertTrue(new ReaderCheck().isConnectionValid(older));
            assertTrue(new WriterCheck().isConnectionValid(other));
            assertThrows(SQLException.class, () -> new ReaderCheck().isConnectionValid(broken));
            assertFalse(new ReaderCheck().isConnectionValid(older), "the server would answer, but is not asked");
            try (Connection newer = stage.connect("reader")) {
                assertTrue(new ReaderCheck().isConnectionValid(newer));
                assertTrue(new ReaderCheck().isConnectionValid(newer));
            }
            assertTrue(new WriterCheck().isConnectionValid(other), "the other pool is not concerned");
        }
    }
}
