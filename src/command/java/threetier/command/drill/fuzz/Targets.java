package threetier.command.drill.fuzz;

/**
 * Requests with an unusual first line. A request has the path {@code /write} only if the HTTP standard requires a
 * server to refuse it.
 */
final class Targets {

    private static final String END = "\r\n\r\n";

    private Targets() {}

    static String requestLine(SeededRandom random) {
        String line = random.one(
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
                "GET " + random.text(8_200, 30_000) + " HTTP/1.1",
                random.text(8_200, 30_000),
                "GET /read HTTP/1.1\rX: y",
                "GET /write HTTP/" + random.digits(1, 12) + "." + random.digits(2, 12),
                "GET /" + random.control() + " HTTP/1.1",
                "GET" + random.control() + "/write HTTP/1.1",
                "POST /write" + random.control() + "HTTP/1.1");
        return line + "\r\nHost: a\r\nConnection: close" + (random.chance(5) ? "\n\n" : END);
    }

    static String method(SeededRandom random) {
        String method = random.chance(3)
                ? random.token(1, 20)
                : random.chance(20) ? random.token(1_000, 9_000) : random.one(Pieces.METHODS);
        if (method.matches("GET|POST")) {
            method += "X";
        }
        String body = random.one("", "", "{}", "GET /write HTTP/1.1\r\nHost: a\r\n\r\n", random.text(1, 500));
        return method + " " + random.one("/read", "/write", "/timestamps", "/timestamps/1", "/", "*", "/instance")
                + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\nContent-Length: "
                + body.length() + END + body;
    }

    static String path(SeededRandom random) {
        StringBuilder path = new StringBuilder(random.one(
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
        for (int i = 1 + random.below(4); i > 0; i--) {
            path.insert(random.below(path.length()) + 1, random.one(Pieces.ESCAPES));
        }
        return Framing.get(
                random.chance(30)
                        ? path + random.one("/..", "/.", "a", "%2e", ";a").repeat(1 + random.below(1_500))
                        : path.toString(),
                "");
    }

    static String id(SeededRandom random) {
        String id = random.one(
                random.digits(1, 40),
                "-" + random.digits(1, 19),
                "+1",
                "0x1",
                "1.0",
                "1e1",
                "01",
                "9223372036854775808",
                random.one(Pieces.ESCAPES) + "1",
                "1" + random.one(Pieces.ESCAPES),
                random.token(1, 300),
                random.one(Pieces.ESCAPES) + random.one(Pieces.ESCAPES),
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

    static String query(SeededRandom random) {
        StringBuilder query = new StringBuilder();
        for (int i = random.chance(20) ? 1_500 : random.below(6); i >= 0 && query.length() < 8_000; i--) {
            query.append(random.one(
                            "limit",
                            "before",
                            "limit",
                            "before",
                            "x",
                            "",
                            "limit%00",
                            "[]",
                            random.one(Pieces.ESCAPES)))
                    .append(random.one("=", "=", "=", "", "=="))
                    .append(random.one(
                            random.digits(1, 40),
                            "-1",
                            "0",
                            "1.5",
                            "",
                            "10",
                            random.one(Pieces.ESCAPES),
                            "1 ".trim(),
                            random.token(1, 50)))
                    .append(random.one("&", "&", "&", ";", "&&", "?"));
        }
        return Framing.get(
                random.one("/timestamps", "/", "/read", "/instance") + "?" + query,
                "Accept: " + random.one("*/*", "text/html", "application/json") + "\r\n");
    }

    static String absoluteForm(SeededRandom random) {
        String target = random.one(
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
                        "unix:" + random.token(1, 300) + "|http://a",
                        "javascript:",
                        "*",
                        "a:80")
                + random.one("", "", random.one(Pieces.PATHS));
        return random.one("GET", "GET", "HEAD", "OPTIONS", "CONNECT", "DELETE") + " " + target + " HTTP/1.1\r\nHost: "
                + random.one("a", "b", "localhost") + "\r\nConnection: close" + END;
    }
}
