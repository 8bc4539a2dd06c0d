package threetier.pool.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Instant;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import threetier.command.json.Json;

class JsonFormatterTest {

    private final JsonFormatter formatter = new JsonFormatter();

    @AfterEach
    void end() {
        RequestId.end();
    }

    @Test
    void aRecordIsAnObjectOnOneLine() {
        LogRecord event = new LogRecord(Level.WARNING, "quote \" backslash \\ tab \t bell \u0007 line\nhalf \ud800");
        event.setLoggerName("threetier.test");
        event.setInstant(Instant.parse("2026-11-27T10:00:00.007Z"));
        event.setThrown(new IOException("broken"));
        String line = formatter.format(event);
        assertEquals(line.length() - 1, line.indexOf('\n'));
        Json json = Json.parse(line);
        assertEquals("2026-11-27T10:00:00.007Z", json.text("time"));
        assertEquals("WARNING", json.text("level"));
        assertEquals("threetier.test", json.text("logger"));
        assertEquals(event.getMessage(), json.text("message"));
        assertTrue(json.text("exception").startsWith("java.io.IOException: broken\n\tat "), line);
        assertFalse(json.text("node").isEmpty(), line);
        assertEquals("", json.text("request"));
    }

    @Test
    void aRecordNamesTheRequestThatItsThreadServes() {
        RequestId.begin("Z4x@-_1");
        assertTrue(formatter.format(new LogRecord(Level.INFO, "x")).contains("\"request\":\"Z4x@-_1\""));
        RequestId.end();
        assertFalse(formatter.format(new LogRecord(Level.INFO, "x")).contains("request"));
    }

    /** A request that bypasses httpd can carry any header. */
    @Test
    void anIdThatHttpdCannotHaveMadeIsIgnored() {
        RequestId.begin("a\"b");
        assertEquals(null, RequestId.current());
        RequestId.begin("a".repeat(65));
        assertEquals(null, RequestId.current());
    }
}
