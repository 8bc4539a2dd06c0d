package threetier.command.drill.fuzz;

/**
 * Requests with invalid or unusual headers. A request has the path {@code /write} only if the HTTP standard requires a
 * server to refuse it.
 */
final class Headers {

    private static final String END = "\r\n\r\n";

    private Headers() {}

    static String host(SeededRandom random) {
        String host = random.one(
                "",
                "Host: a\r\nHost: b\r\n",
                "Host:\r\nHost: a\r\n",
                "Host: a,b\r\n",
                "Host: a b\r\n",
                "Host: \u0000\r\n",
                "Host: [::1\r\n",
                "Host: a:b:c\r\n",
                "Host: a:99999\r\n",
                "Host: a:-1\r\n",
                "Host: a:\r\n",
                "Host: :80\r\n",
                "Host: a/b\r\n",
                "Host: a?b\r\n",
                "Host: a#b\r\n",
                "Host: u@a\r\n",
                "Host: {a}\r\n",
                "Host: %7Ba%7D\r\n",
                "Host: a%00b\r\n",
                "Host: ..\r\n",
                "Host: a..b\r\n",
                "Host: " + random.text(1, 60) + "\r\n",
                "Host: " + random.token(200, 1_200) + "\r\n",
                "Host: \u00e4\r\n",
                "Host : a\r\n",
                "Host: a\r\n b\r\n");
        String forwarded = random.one(
                "",
                "X-Forwarded-Proto: https\r\n",
                "X-Forwarded-Proto: http\r\n",
                "X-Forwarded-Host: " + random.token(1, 9) + "\r\n");
        return "GET " + random.one(Pieces.PATHS) + " HTTP/1.1\r\n" + host + forwarded + "Connection: close" + END;
    }

    static String headerName(SeededRandom random) {
        String header = random.one(
                "X : y",
                ": y",
                "X",
                "X y: z",
                "X\ty: z",
                "X\u0000: y",
                "X" + random.control() + ": y",
                "\u00e4: y",
                "X\u00ff: y",
                "(X): y",
                "X@: y",
                "X/: y",
                "[X]: y",
                "\"X\": y",
                "X=y",
                "{X}: y",
                "Content-Length : 5",
                "Transfer-Encoding : chunked",
                "Transfer\u0000Encoding: chunked",
                "X;: y",
                "X,Y: z",
                "\\X: y",
                "<X>: y",
                "=: y",
                "\u007f: y",
                random.token(3, 9) + random.one(" ", "\t") + ": y");
        return random.one("GET", "POST") + " /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + END;
    }

    static String headerValue(SeededRandom random) {
        String value = random.one(
                "a\u0000b",
                "a" + random.control() + "b",
                "a\u007fb",
                "a\rb",
                "a\r\rb",
                "\u0000",
                "\u001b[2J",
                "a\u0008",
                random.control() + "Transfer-Encoding: chunked");
        return "GET /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + random.one("X", "Cookie", "Accept", "User-Agent", "Idempotency-Key", "Purpose") + ": " + value + END;
    }

    static String headerSize(SeededRandom random) {
        StringBuilder request =
                new StringBuilder(random.one("GET", "POST") + " /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
        int many = random.chance(4) ? 1_000 : 90 + random.below(100);
        switch (random.below(3)) {
            case 0 -> request.append((random.token(1, 20) + ": " + random.token(1, 30) + "\r\n").repeat(many));
            case 1 ->
                request.append("Cookie: ")
                        .append(random.one("consistency-token=", "JSESSIONID=", "x="))
                        .append(random.text(8_200, 9_000))
                        .append("\r\n");
            default ->
                request.append(random.token(1, 2_000))
                        .append(": ")
                        .append(random.text(8_200, 60_000))
                        .append("\r\n");
        }
        return request + "\r\n";
    }

    static String condition(SeededRandom random) {
        StringBuilder headers = new StringBuilder();
        for (int i = random.below(3); i >= 0; i--) {
            headers.append(random.one(
                            "Accept",
                            "Accept",
                            "If-None-Match",
                            "If-Match",
                            "If-Modified-Since",
                            "If-Unmodified-Since",
                            "If-Range",
                            "Range",
                            "Accept-Encoding",
                            "Accept-Language",
                            "Accept-Charset",
                            "TE",
                            "Trailer",
                            "Via",
                            "Max-Forwards",
                            "Pragma",
                            "Cache-Control",
                            "Authorization",
                            "Date",
                            "Content-Language",
                            "Content-Encoding",
                            "Content-Range"))
                    .append(": ")
                    .append(random.one(
                            random.one(Pieces.ODD_TEXTS),
                            random.one(Pieces.ODD_TEXTS) + "," + random.one(Pieces.ODD_TEXTS),
                            random.text(1, 600),
                            "text/html, ".repeat(random.below(100))))
                    .append("\r\n");
        }
        return Framing.get(random.one(Pieces.PATHS), headers.toString());
    }

    static String consistencyToken(SeededRandom random) {
        String value = random.one(
                random.one(Pieces.ODD_TEXTS),
                random.digits(1, 40),
                "-" + random.digits(1, 20),
                random.text(1, 1_000),
                "=".repeat(random.below(50)),
                random.token(1, 1_000));
        return Framing.get(
                random.one(Pieces.PATHS),
                random.one(
                                "Consistency-Token: " + value,
                                "Cookie: consistency-token=" + value,
                                "Cookie: " + value,
                                "Cookie: $Version=1; a=" + value,
                                "Cookie: a; b; =; ;" + value,
                                "Consistency-Token: 1\r\nConsistency-Token: " + value,
                                "Cookie: JSESSIONID=" + value)
                        + "\r\n");
    }

    static String forwarded(SeededRandom random) {
        String value = random.one(
                random.one(Pieces.ODD_TEXTS),
                random.digits(1, 20),
                random.text(1, 500),
                "127.0.0.1, ".repeat(random.below(60)) + "x",
                "https",
                "https,http");
        return Framing.get(
                random.one(Pieces.PATHS),
                random.one(
                                "X-Forwarded-For",
                                "X-Forwarded-Proto",
                                "X-Forwarded-Host",
                                "X-Forwarded-Port",
                                "Forwarded",
                                "X-HTTP-Method-Override",
                                "X-Original-URL",
                                "X-Amzn-Trace-Id",
                                "Origin",
                                "Referer",
                                "User-Agent",
                                "Connection",
                                "Keep-Alive",
                                "Proxy-Connection",
                                "Sec-Purpose",
                                "X-Served-By")
                        + ": " + value + "\r\n");
    }

    static String idempotencyKey(SeededRandom random) {
        if (random.chance(3)) {
            return Framing.post(
                    "/timestamps",
                    "Content-Type: application/x-www-form-urlencoded\r\n",
                    "idempotency-key="
                            + random.one(
                                    "",
                                    "%20",
                                    "%zz",
                                    "%",
                                    "+",
                                    "%00",
                                    "%ff",
                                    "a+b",
                                    "a&idempotency-key=b",
                                    "x".repeat(256),
                                    "%0d%0a"));
        }
        String key = random.one(
                "",
                " ",
                "a b",
                "a\tb",
                "\u00e4",
                "\u0080",
                "\u00ff\u00fe",
                "x".repeat(256 + random.below(900)),
                random.token(1, 9) + " " + random.token(1, 9),
                "k\r\nIdempotency-Key: k",
                "\u00c3\u00a4");
        return Framing.post("/timestamps", "Idempotency-Key: " + key + "\r\n", "");
    }
}
