package threetier.command.drill.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StrictReaderTest {

    @ParameterizedTest
    @CsvSource({
        "'GET /read HTTP/1.1|Host: a||', 1, 0",
        "'GET /write HTTP/1.0||', 1, 1",
        "'GET /write HTTP/1.0||GET /write HTTP/1.0||', 1, 1",
        "'GET /write HTTP/1.1|Host: a||GET /write HTTP/1.1||', 2, 2",
        "'POST /write HTTP/1.1|Content-Length: 5||hell', 0, 0",
        "'POST /write HTTP/1.1|Content-Length: 5||helloGET /read HTTP/1.1||', 2, 1",
        "'POST /write HTTP/1.1|Content-Length: 5|Content-Length: 6||hello!', 0, 0",
        "'POST /write HTTP/1.1|Transfer-Encoding: chunked||5;x=y|hello|0||GET /write HTTP/1.1||', 2, 2",
        "'POST /write HTTP/1.1|Transfer-Encoding: CHUNKED||0|X: y||', 1, 1",
        "'POST /write HTTP/1.1|Transfer-Encoding: chunked|Content-Length: 5||0||GET /write HTTP/1.1||', 1, 1",
        "'POST /write HTTP/1.0|Transfer-Encoding: chunked||0||', 0, 0",
        "'POST /write HTTP/1.1|Transfer-Encoding: chunked, identity||0||', 0, 0",
        "'POST /write HTTP/1.1|Transfer-Encoding : chunked||0||', 0, 0",
        "'POST /write HTTP/1.1|Transfer-Encoding:| chunked||0||', 1, 1",
        "'POST /write HTTP/1.1|Transfer-Encoding: chunked||0x5|hello|0||', 0, 0",
        "'POST /write HTTP/1.1|Transfer-Encoding: chunked||4|hello|0||', 0, 0",
        "'POST /write HTTP/1.1|Transfer-Encoding: chunked||ffffffffffffffff|hello|0||', 0, 0"
    })
    void countsWholeRequests(String bytes, int requests, int writes) {
        StrictReader reader = new StrictReader(bytes.replace("|", "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        assertEquals(requests, reader.requests());
        assertEquals(writes, reader.writes());
    }
}
