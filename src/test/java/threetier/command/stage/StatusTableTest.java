package threetier.command.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.process.Node;

class StatusTableTest {

    private static final Node GONE = new Node("web", "web-1", "httpd", 8080, Long.MAX_VALUE, Instant.EPOCH);

    @Test
    void aStalePidIsShownAsDead() {
        assertTrue(StatusTable.text(List.of(GONE)).endsWith("dead\n"));
        assertTrue(StatusTable.json(List.of(GONE)).contains("\"port\": 8080, \"state\": \"dead\""));
    }

    @Test
    void nothingRunningIsAnEmptyArray() {
        assertEquals("[]\n", StatusTable.json(List.of()));
    }
}
