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
        assertTrue(StatusTable.text(List.of(GONE), false).endsWith("dead\n"));
        assertTrue(StatusTable.json(List.of(GONE), false).contains("\"port\": 8080, \"state\": \"dead\""));
    }

    @Test
    void nothingRunningIsAnEmptyArray() {
        assertEquals("[]\n", StatusTable.json(List.of(), false));
    }

    @Test
    void readOnlyModeIsTheLastLineAndAFieldOfTheDataTier() {
        Node writer = new Node("data", "writer", "writer", 3306, Long.MAX_VALUE, Instant.EPOCH);
        List<Node> nodes = List.of(GONE, writer);
        assertTrue(StatusTable.text(nodes, true).lines().toList().get(3).startsWith("Read-only mode is on"));
        String[] rows = StatusTable.json(nodes, true).split("\n");
        assertTrue(rows[1].endsWith("\"dead\"},") && rows[2].endsWith("\"readOnlyMode\": true}"), rows[2]);
    }
}
