package threetier.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class StoredRowsTest {

    private static final int CONNECTIONS = 64;

    @Test
    void everyConnectionMayHaveHadOneRequestUnderWay() {
        assertTrue(new StoredRows(1_000, 1_000, 1_000).holds(CONNECTIONS));
        assertTrue(new StoredRows(1_000, 1_064, 1_064).holds(CONNECTIONS));
        assertFalse(new StoredRows(1_000, 1_065, 1_065).holds(CONNECTIONS));
    }

    @Test
    void anAcknowledgedRowThatIsMissingIsLost() {
        assertFalse(new StoredRows(1_000, 999, 999).holds(CONNECTIONS));
        assertEquals(1, new StoredRows(1_000, 999, 999).lost());
        assertEquals(2, new StoredRows(1_000, 1_000, 998).lost());
        assertEquals(0, new StoredRows(1_000, 1_064, 1_064).lost());
    }

    @Test
    void bothDatabasesHoldTheSame() {
        assertFalse(new StoredRows(1_000, 1_010, 1_005).holds(CONNECTIONS));
        assertFalse(new StoredRows(1_000, 1_005, 1_010).holds(CONNECTIONS));
    }
}
