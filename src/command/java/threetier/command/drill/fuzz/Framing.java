package threetier.command.drill.fuzz;

/**
 * Requests with an unusual body or body length. A request has the path {@code /write} only if the HTTP standard
 * requires a server to refuse it, or if it has chunks ({@link StrictReader}).
 */
final class Framing {

    private static final String END = "\r\n\r\n";
    private static final String[] ODD_TYPES = {
        "", ";", "*", "\"", "W/\"*\", \"", "a/b/c", "//", "\u00e4", "*;q=0", "${x}"
    };

    private Framing() {}

    static String contentType(SeededRandom random) {
        String type = random.one(
                "garbage",
                random.one(ODD_TYPES),
                "text/plain; charset=" + random.one(ODD_TYPES),
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "application/json; charset=nonsense",
                "a/b/c",
                "application/x-www-form-urlencoded; charset=utf-99",
                random.text(1, 200),
                "application/x-www-form-urlencoded",
                "text/xml",
                "application/x-java-serialized-object");
        String body = random.one(
                "",
                "{",
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
                "%zz=%zz&=&&",
                "\u0000\u0001",
                "\u00ac\u00ed\u0000\u0005sr",
                random.text(1, 2_000),
                "GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
        return post(
                random.one("/read", "/instance", "/nothing", "/timestamps/1", "/health", "/web-health"),
                "Content-Type: " + type + "\r\n",
                body);
    }

    static String contentLength(SeededRandom random) {
        String length = random.one(
                "-1",
                "+5",
                "0x5",
                "5 5",
                "5,6",
                "5;",
                "five",
                "1e1",
                "5.0",
                "\u0000",
                "99999999999999999999",
                "18446744073709551621",
                "9223372036854775808",
                "100000",
                "999999999",
                "- 1",
                "\u00b2",
                "5\r\nContent-Length: 6",
                "0\r\nContent-Length: 33",
                random.digits(6, 60).replaceFirst("^0*", "1"),
                "5" + random.control(),
                "\"5\"");
        return "POST /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + length + END
                + random.one("", "hello", "GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    static String transferEncoding(SeededRandom random) {
        String encoding = random.one(
                "Transfer-Encoding: chunked",
                "Transfer-Encoding: xchunked",
                "Transfer-Encoding: chunked, identity",
                "Transfer-Encoding: identity",
                "Transfer-Encoding: gzip, chunked",
                "Transfer-Encoding: \u000bchunked",
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: x",
                "Transfer-Encoding: x\r\nTransfer-Encoding: chunked",
                "Transfer-Encoding:\tchunked",
                "transfer-encoding: CHUNKED",
                "Transfer-Encoding:\r\n chunked",
                "Transfer-Encoding: \"chunked\"",
                "Transfer-Encoding: chunked;q=1",
                "Transfer-Encoding: ,chunked",
                "Transfer-Encoding: chunked,",
                "Transfer-Encoding: c",
                "Transfer-Encoding : chunked",
                "X: y\rTransfer-Encoding: chunked",
                "Transfer-Encoding: " + random.token(1, 20));
        String length = random.one(
                "",
                "Content-Length: 5\r\n",
                "Content-Length: 0\r\n",
                "Content-Length: 4\r\n",
                "Content-Length: 33\r\n");
        return random.one("POST", "POST", "GET") + " /write HTTP/" + random.one("1.1", "1.1", "1.0") + "\r\nHost: a\r\n"
                + random.one(length + encoding, encoding + "\r\n" + length.strip())
                        .replaceFirst("\r\n$", "") + END
                + random.one("0\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n", "")
                + random.one(
                        "",
                        "GET /write HTTP/1.0\r\n\r\n",
                        "POST /write HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    }

    static String chunks(SeededRandom random) {
        String chunk = random.one(
                        "5;x=y",
                        "5;" + random.text(1, 9_000),
                        "5 ",
                        " 5",
                        "05",
                        "0x5",
                        "-5",
                        "+5",
                        "5\u0000",
                        "g",
                        "",
                        "ffffffffffffffff",
                        "10000000000000005",
                        "5\n",
                        "5\r",
                        "5;\n",
                        "7fffffff",
                        random.digits(1, 30))
                + "\r\nhello\r\n"
                + random.one(
                        "0\r\n\r\n",
                        "0\r\nContent-Length: 5\r\n\r\n",
                        "0\r\nHost: b\r\nX: " + random.token(1, 99) + "\r\n\r\n",
                        "0\r\n",
                        "",
                        "0;" + random.token(1, 99) + "\r\n\r\n",
                        "00\r\n\r\n");
        return "POST /write HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked" + END + chunk
                + random.one("", "GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /** A body that contains a request. A server that miscounts the length of the body would execute that request. */
    static String hiddenRequest(SeededRandom random) {
        String hidden = random.one(
                "GET /write HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /write HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /timestamps HTTP/1.0\r\n\r\n",
                "0\r\n\r\nGET /write HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n\r\nGET /write HTTP/1.1\r\nHost: a\r\nX: ");
        String body = random.one("", "x".repeat(random.below(9_000))) + hidden.repeat(1 + random.below(20));
        return random.one("GET", "POST", "DELETE", "OPTIONS", "PUT") + " "
                + random.one(
                        "/read",
                        "/",
                        "/timestamps/1",
                        "/nothing",
                        "/health/ready",
                        "/web-health",
                        "/instance",
                        "/problem/page.var")
                + " HTTP/1.1\r\nHost: a\r\n" + random.one("", "", "Expect: 100-continue\r\n") + "Content-Length: "
                + random.one("", "", "00")
                + body.length() + END + body;
    }

    static String expect(SeededRandom random) {
        String expectation = random.one(
                "200-ok",
                "100-continue, 100-continue",
                "100-Continue;q=1",
                "",
                "x",
                "100",
                "100-continue\r\nExpect: 200-ok",
                random.text(1, 100),
                "100-continue");
        return random.one("GET", "POST") + " " + random.one("/read", "/nothing", "/health") + " HTTP/"
                + random.one("1.1", "1.0")
                + "\r\nHost: a\r\nConnection: close\r\nExpect: " + expectation + "\r\nContent-Length: "
                + random.one("0", "5", "99999") + END + random.one("", "hello", "hello");
    }

    static String upgrade(SeededRandom random) {
        return random.one(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + random.text(20, 500),
                "GET /read HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: "
                        + random.one("AAMAAABkAAQAoAAAAAIAAAAA", "", "!", random.token(1, 200)) + END,
                "GET /read HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: "
                        + random.one(
                                "websocket", "h2c", "TLS/1.0", "HTTP/2.0", "", random.token(1, 30), random.text(1, 30))
                        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x" + END,
                "GET /read HTTP/1.1\r\nHost: a\r\nConnection: close, "
                        + random.one(
                                "Host",
                                "X-Forwarded-For",
                                "Content-Length",
                                "Transfer-Encoding",
                                "Keep-Alive",
                                random.token(1, 20))
                        + END,
                "\u0012\u0034\u0000\u0001\u0002",
                "SSH-2.0-x\r\n",
                "USER x\r\n",
                "\u0004\u0001\u0000\u0050\u007f\u0000\u0000\u0001\u0000",
                "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\nGET /read HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /** A valid request with some bytes replaced, or random bytes. */
    static String noise(SeededRandom random) {
        StringBuilder bytes = new StringBuilder(
                random.chance(3)
                        ? random.text(1, 3_000)
                        : "GET /timestamps?limit=5&before=9 HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close"
                                + END);
        for (int i = random.below(5); i >= 0; i--) {
            bytes.setCharAt(random.below(bytes.length()), (char) random.below(256));
        }
        return bytes.toString();
    }

    static String get(String target, String headers) {
        return "GET " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "\r\n";
    }

    static String post(String target, String headers, String body) {
        return "POST " + target + " HTTP/1.1\r\nHost: a\r\n" + headers + "Content-Length: " + body.length() + END
                + body;
    }
}
