package threetier.command.drill.fuzz;

/**
 * Requests with something wrong in their body or its bounds. Where one asks for {@code /write}, the standard demands a
 * refusal.
 */
final class Framing {

    private static final String END = "\r\n\r\n";
    private static final String[] ODD_TYPES = {
        "", ";", "*", "\"", "W/\"*\", \"", "a/b/c", "//", "\u00e4", "*;q=0", "${x}"
    };

    private Framing() {}

    static String contentType(Dice dice) {
        String type = dice.one(
                "garbage",
                dice.one(ODD_TYPES),
                "text/plain; charset=" + dice.one(ODD_TYPES),
                "multipart/form-data",
                "multipart/form-data; boundary=",
                "application/json; charset=nonsense",
                "a/b/c",
                "application/x-www-form-urlencoded; charset=utf-99",
                dice.text(1, 200),
                "application/x-www-form-urlencoded",
                "text/xml",
                "application/x-java-serialized-object");
        String body = dice.one(
                "",
                "{",
                "<!DOCTYPE x [<!ENTITY y SYSTEM \"file:///etc/passwd\">]><x>&y;</x>",
                "%zz=%zz&=&&",
                "\u0000\u0001",
                "\u00ac\u00ed\u0000\u0005sr",
                dice.text(1, 2_000),
                "GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
        return post(
                dice.one("/read", "/instance", "/nothing", "/timestamps/1", "/health", "/web-health"),
                "Content-Type: " + type + "\r\n",
                body);
    }

    static String contentLength(Dice dice) {
        String length = dice.one(
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
                dice.digits(6, 60).replaceFirst("^0*", "1"),
                "5" + dice.control(),
                "\"5\"");
        return "POST /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: " + length + END
                + dice.one("", "hello", "GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    static String transferEncoding(Dice dice) {
        String encoding = dice.one(
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
                "Transfer-Encoding: " + dice.token(1, 20));
        String length = dice.one(
                "",
                "Content-Length: 5\r\n",
                "Content-Length: 0\r\n",
                "Content-Length: 4\r\n",
                "Content-Length: 33\r\n");
        return dice.one("POST", "POST", "GET") + " /write HTTP/" + dice.one("1.1", "1.1", "1.0") + "\r\nHost: a\r\n"
                + dice.one(length + encoding, encoding + "\r\n" + length.strip())
                        .replaceFirst("\r\n$", "") + END
                + dice.one("0\r\n\r\n", "5\r\nhello\r\n0\r\n\r\n", "")
                + dice.one(
                        "",
                        "GET /write HTTP/1.0\r\n\r\n",
                        "POST /write HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
    }

    static String chunks(Dice dice) {
        String chunk = dice.one(
                        "5;x=y",
                        "5;" + dice.text(1, 9_000),
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
                        dice.digits(1, 30))
                + "\r\nhello\r\n"
                + dice.one(
                        "0\r\n\r\n",
                        "0\r\nContent-Length: 5\r\n\r\n",
                        "0\r\nHost: b\r\nX: " + dice.token(1, 99) + "\r\n\r\n",
                        "0\r\n",
                        "",
                        "0;" + dice.token(1, 99) + "\r\n\r\n",
                        "00\r\n\r\n");
        return "POST /write HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked" + END + chunk
                + dice.one("", "GET /write HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /** A body that reads like a request; whoever loses count of it runs it. */
    static String hiddenRequest(Dice dice) {
        String hidden = dice.one(
                "GET /write HTTP/1.1\r\nHost: a\r\n\r\n",
                "POST /write HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n",
                "POST /timestamps HTTP/1.0\r\n\r\n",
                "0\r\n\r\nGET /write HTTP/1.1\r\nHost: a\r\n\r\n",
                "\r\n\r\nGET /write HTTP/1.1\r\nHost: a\r\nX: ");
        String body = dice.one("", "x".repeat(dice.below(9_000))) + hidden.repeat(1 + dice.below(20));
        return dice.one("GET", "POST", "DELETE", "OPTIONS", "PUT") + " "
                + dice.one(
                        "/read",
                        "/",
                        "/timestamps/1",
                        "/nothing",
                        "/health/ready",
                        "/web-health",
                        "/instance",
                        "/problem/page.var")
                + " HTTP/1.1\r\nHost: a\r\n" + dice.one("", "", "Expect: 100-continue\r\n") + "Content-Length: "
                + dice.one("", "", "00")
                + body.length() + END + body;
    }

    static String expect(Dice dice) {
        String expectation = dice.one(
                "200-ok",
                "100-continue, 100-continue",
                "100-Continue;q=1",
                "",
                "x",
                "100",
                "100-continue\r\nExpect: 200-ok",
                dice.text(1, 100),
                "100-continue");
        return dice.one("GET", "POST") + " " + dice.one("/read", "/nothing", "/health") + " HTTP/"
                + dice.one("1.1", "1.0")
                + "\r\nHost: a\r\nConnection: close\r\nExpect: " + expectation + "\r\nContent-Length: "
                + dice.one("0", "5", "99999") + END + dice.one("", "hello", "hello");
    }

    static String upgrade(Dice dice) {
        return dice.one(
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n\u0000\u0000\u0000\u0004\u0000\u0000\u0000\u0000\u0000",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003" + dice.text(20, 500),
                "GET /read HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, HTTP2-Settings, close\r\nUpgrade: h2c\r\nHTTP2-Settings: "
                        + dice.one("AAMAAABkAAQAoAAAAAIAAAAA", "", "!", dice.token(1, 200)) + END,
                "GET /read HTTP/1.1\r\nHost: a\r\nConnection: Upgrade, close\r\nUpgrade: "
                        + dice.one("websocket", "h2c", "TLS/1.0", "HTTP/2.0", "", dice.token(1, 30), dice.text(1, 30))
                        + "\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: x" + END,
                "GET /read HTTP/1.1\r\nHost: a\r\nConnection: close, "
                        + dice.one(
                                "Host",
                                "X-Forwarded-For",
                                "Content-Length",
                                "Transfer-Encoding",
                                "Keep-Alive",
                                dice.token(1, 20))
                        + END,
                "\u0012\u0034\u0000\u0001\u0002",
                "SSH-2.0-x\r\n",
                "USER x\r\n",
                "\u0004\u0001\u0000\u0050\u007f\u0000\u0000\u0001\u0000",
                "PROXY TCP4 127.0.0.1 127.0.0.1 1 2\r\nGET /read HTTP/1.1\r\nHost: a\r\n\r\n");
    }

    /** A good request with some bytes exchanged, or nothing like a request. */
    static String noise(Dice dice) {
        StringBuilder bytes = new StringBuilder(
                dice.chance(3)
                        ? dice.text(1, 3_000)
                        : "GET /timestamps?limit=5&before=9 HTTP/1.1\r\nHost: localhost\r\nAccept: application/json\r\nConnection: close"
                                + END);
        for (int i = dice.below(5); i >= 0; i--) {
            bytes.setCharAt(dice.below(bytes.length()), (char) dice.below(256));
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
