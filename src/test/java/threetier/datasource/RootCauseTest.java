package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

class RootCauseTest {

    @Test
    void aHostThatIsUnknownIsToldWithItsVariable() {
        Throwable cause = new UnknownHostException("db.example: Name or service not known");
        SQLException link = new SQLException("Communications link failure", cause);
        assertEquals(
                "unknown host db.example in WRITER_URL",
                RootCause.inWords(new DatabaseAwayException(Role.WRITER, link)));
        assertEquals(
                "unknown host db.example in READER_URL",
                RootCause.inWords(new DatabaseAwayException(Role.READER, new UnknownHostException("db.example"))));
        assertEquals("unknown host db.example", RootCause.inWords(link));
    }

    @Test
    void anythingElseSaysItself() {
        assertEquals(
                "java.net.ConnectException: Connection refused",
                RootCause.inWords(new DatabaseAwayException(Role.WRITER, new ConnectException("Connection refused"))));
    }
}
