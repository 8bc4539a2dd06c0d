package threetier.command.process;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class NodeTest {

    @Test
    void aPidThatTheSystemGaveToAnotherProcessIsNotTheNode() {
        ProcessHandle self = ProcessHandle.current();
        Instant started = self.info().startInstant().orElseThrow();
        assertTrue(new Node("web", "web-1", "httpd", 1, self.pid(), started).alive());
        assertFalse(new Node("web", "web-1", "httpd", 1, self.pid(), started.minusSeconds(60)).alive());
    }

    @Test
    void aNodeThatDoesNotStopIsEnded() throws Exception {
        Process stubborn =
                new ProcessBuilder("sh", "-c", "trap '' TERM; echo ready; while :; do sleep 0.1; done").start();
        stubborn.getInputStream().read();
        Node node = new Node(
                "app",
                "app-1",
                "payara-micro",
                1,
                stubborn.pid(),
                stubborn.info().startInstant().orElseThrow());
        node.stop(Duration.ofMillis(200));
        assertFalse(node.alive());
    }
}
