package threetier.command.drill.fuzz;

/**
 * Requests with something wrong in their first line. Where one asks for {@code /write}, the standard demands a refusal.
 */
final class Targets {

    private static final String END = "\r\n\r\n";

    private Targets() {}

    static String requestLine(Dice dice) {
        String line = dice.one(
                "GET  /write HTTP/1.1",
                "GET\t/write\tHTTP/1.1",
                "GET /write",
                "GET /write ",
                " GET /write HTTP/1.1",
                "GET /write HTTP/1.1 HTTP/1.1",
                "GET /write http/1.1",
                "GET /write HTTP/1",
                "GET /write HTTP/1.",
                "GET /write HTTP/.1",
                "GET /write HTTP/9.9",
                "GET /write HTTP/2.0",
                "GET /write HTTP/1.9",
                "GET /write HTTP/0.9",
                "GET /write HTTP/1.1\u0000",
                "GET /write HTTP/01.1",
                "GET /write HTTP/1.10",
                "GET /write XTTP/1.1",
                "GET /write FTP/1.1",
                "GET /write HTTP /1.1",
                "GET /write HTTP/-1.1",
                "GET /write HTTP/1.1.1",
                "GET /write\u000bHTTP/1.1",
                "GET /write\fHTTP/1.1",
                "GET /write\rHTTP/1.1",
                "GET\u00a0/write HTTP/1.1",
                "GET /wr\u0000ite HTTP/1.1",
                "GET /write/\u0001 HTTP/1.1",
                "GET write HTTP/1.1",
                "GET ?write HTTP/1.1",
                "GET",
                "",
                "/write",
                "HTTP/1.1 200 OK",
                "GET " + dice.text(8_200, 30_000) + " HTTP/1.1",
                dice.text(8_200, 30_000),
                "GET /read HTTP/1.1\rX: y",
                "GET /write HTTP/" + dice.digits(1, 12) + "." + dice.digits(2, 12),
                "GET /" + dice.control() + " HTTP/1.1",
                "GET" + dice.control() + "/write HTTP/1.1",
                "POST /write" + dice.control() + "HTTP/1.1");
        return line + "\r\nHost: a\r\nConnection: close" + (dice.chance(5) ? "\n\n" : END);
    }

    static String method(Dice dice) {
        String method = dice.chance(3)
                ? dice.token(1, 20)
                : dice.chance(20) ? dice.token(1_000, 9_000) : dice.one(Pieces.METHODS);
        if (method.matches("GET|POST")) {
            method += "X";
        }
        String body = dice.one("", "", "{}", "GET /write HTTP/1.1\r\nHost: a\r\n\r\n", dice.text(1, 500));
        return method + " " + dice.one("/read", "/write", "/timestamps", "/timestamps/1", "/", "*", "/instance")
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                + body.length() + END + body;
    }

    static String path(Dice dice) {
        StringBuilder path = new StringBuilder(dice.one(
                "/read",
                "/timestamps",
                "/timestamps/",
                "/timestamps/1",
                "/",
                "/health",
                "/metrics",
                "/problem/page.var",
                "/problem/",
                "/web-health",
                "/.git/"));
        for (int i = 1 + dice.below(4); i > 0; i--) {
            path.insert(dice.below(path.length()) + 1, dice.one(Pieces.ESCAPES));
        }
        return Framing.get(
                dice.chance(30)
                        ? path + dice.one("/..", "/.", "a", "%2e", ";a").repeat(1 + dice.below(1_500))
                        : path.toString(),
                "");
    }

    static String id(Dice dice) {
        String id = dice.one(
                dice.digits(1, 40),
                "-" + dice.digits(1, 19),
                "+1",
                "0x1",
                "1.0",
                "1e1",
                "01",
                "9223372036854775808",
                dice.one(Pieces.ESCAPES) + "1",
                "1" + dice.one(Pieces.ESCAPES),
                dice.token(1, 300),
                dice.one(Pieces.ESCAPES) + dice.one(Pieces.ESCAPES),
                "\u00b9",
                "%D9%A1",
                "1%20",
                "1'--",
                "1;1",
                "1,2",
                "1/..",
                "NaN");
        return Framing.get("/timestamps/" + id, "");
    }

    static String query(Dice dice) {
        StringBuilder query = new StringBuilder();
        for (int i = dice.chance(20) ? 1_500 : dice.below(6); i >= 0 && query.length() < 8_000; i--) {
            query.append(dice.one(
                            "limit", "before", "limit", "before", "x", "", "limit%00", "[]", dice.one(Pieces.ESCAPES)))
                    .append(dice.one("=", "=", "=", "", "=="))
                    .append(dice.one(
                            dice.digits(1, 40),
                            "-1",
                            "0",
                            "1.5",
                            "",
                            "10",
                            dice.one(Pieces.ESCAPES),
                            "1 ".trim(),
                            dice.token(1, 50)))
                    .append(dice.one("&", "&", "&", ";", "&&", "?"));
        }
        return Framing.get(
                dice.one("/timestamps", "/", "/read", "/instance") + "?" + query,
                "Accept: " + dice.one("*/*", "text/html", "application/json") + "\r\n");
    }

    static String absoluteForm(Dice dice) {
        String target = dice.one(
                        "http://other.example",
                        "https://a",
                        "HTTP://a",
                        "http://",
                        "http:/",
                        "http:",
                        "ftp://a",
                        "file://",
                        "http://a:99999",
                        "http://user:word@a",
                        "http://[::1]",
                        "http://a b",
                        "//other.example",
                        "ajp://127.0.0.1:8009",
                        "http://127.0.0.1:6900",
                        "unix:" + dice.token(1, 300) + "|http://a",
                        "javascript:",
                        "*",
                        "a:80")
                + dice.one("", "", dice.one(Pieces.PATHS));
        return dice.one("GET", "GET", "HEAD", "OPTIONS", "CONNECT", "DELETE") + " " + target + " HTTP/1.1\r\nHost: "
                + dice.one("a", "b", "localhost") + "\r\nConnection: close" + END;
    }
}
