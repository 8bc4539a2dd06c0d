package threetier.command.drill.fuzz;

/**
 * Requests with something wrong in their headers. Where one asks for {@code /write}, the standard demands a refusal.
 */
final class Headers {

    private static final String END = "\r\n\r\n";

    private Headers() {}

    static String host(Dice dice) {
        String host = dice.one(
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
                "Host: " + dice.text(1, 60) + "\r\n",
                "Host: " + dice.token(200, 1_200) + "\r\n",
                "Host: \u00e4\r\n",
                "Host : a\r\n",
                "Host: a\r\n b\r\n");
        String forwarded = dice.one(
                "",
                "X-Forwarded-Proto: https\r\n",
                "X-Forwarded-Proto: http\r\n",
                "X-Forwarded-Host: " + dice.token(1, 9) + "\r\n");
        return "GET " + dice.one(Pieces.PATHS) + " HTTP/1.1\r\n" + host + forwarded + "Connection: close" + END;
    }

    static String headerName(Dice dice) {
        String header = dice.one(
                "X : y",
                ": y",
                "X",
                "X y: z",
                "X\ty: z",
                "X\u0000: y",
                "X" + dice.control() + ": y",
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
                dice.token(3, 9) + dice.one(" ", "\t") + ": y");
        return dice.one("GET", "POST") + " /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\n" + header + END;
    }

    static String headerValue(Dice dice) {
        String value = dice.one(
                "a\u0000b",
                "a" + dice.control() + "b",
                "a\u007fb",
                "a\rb",
                "a\r\rb",
                "\u0000",
                "\u001b[2J",
                "a\u0008",
                dice.control() + "Transfer-Encoding: chunked");
        return "GET /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                + dice.one("X", "Cookie", "Accept", "User-Agent", "Idempotency-Key", "Purpose") + ": " + value + END;
    }

    static String headerSize(Dice dice) {
        StringBuilder request =
                new StringBuilder(dice.one("GET", "POST") + " /write HTTP/1.1\r\nHost: a\r\nConnection: close\r\n");
        int many = dice.chance(4) ? 1_000 : 60 + dice.below(100);
        switch (dice.below(3)) {
            case 0 -> request.append((dice.token(1, 20) + ": " + dice.token(1, 30) + "\r\n").repeat(many));
            case 1 ->
                request.append("Cookie: ")
                        .append(dice.one("consistency-token=", "JSESSIONID=", "x="))
                        .append(dice.text(8_000, 9_000))
                        .append("\r\n");
            default ->
                request.append(dice.token(1, 2_000))
                        .append(": ")
                        .append(dice.text(1_300, 60_000))
                        .append("\r\n");
        }
        return request + "\r\n";
    }

    static String condition(Dice dice) {
        StringBuilder headers = new StringBuilder();
        for (int i = dice.below(3); i >= 0; i--) {
            headers.append(dice.one(
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
                    .append(dice.one(
                            dice.one(Pieces.ODD_TEXTS),
                            dice.one(Pieces.ODD_TEXTS) + "," + dice.one(Pieces.ODD_TEXTS),
                            dice.text(1, 600),
                            "text/html, ".repeat(dice.below(100))))
                    .append("\r\n");
        }
        return Framing.get(dice.one(Pieces.PATHS), headers.toString());
    }

    static String consistencyToken(Dice dice) {
        String value = dice.one(
                dice.one(Pieces.ODD_TEXTS),
                dice.digits(1, 40),
                "-" + dice.digits(1, 20),
                dice.text(1, 1_000),
                "=".repeat(dice.below(50)),
                dice.token(1, 1_000));
        return Framing.get(
                dice.one(Pieces.PATHS),
                dice.one(
                                "Consistency-Token: " + value,
                                "Cookie: consistency-token=" + value,
                                "Cookie: " + value,
                                "Cookie: $Version=1; a=" + value,
                                "Cookie: a; b; =; ;" + value,
                                "Consistency-Token: 1\r\nConsistency-Token: " + value,
                                "Cookie: JSESSIONID=" + value)
                        + "\r\n");
    }

    static String forwarded(Dice dice) {
        String value = dice.one(
                dice.one(Pieces.ODD_TEXTS),
                dice.digits(1, 20),
                dice.text(1, 500),
                "127.0.0.1, ".repeat(dice.below(60)) + "x",
                "https",
                "https,http");
        return Framing.get(
                dice.one(Pieces.PATHS),
                dice.one(
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

    static String idempotencyKey(Dice dice) {
        if (dice.chance(3)) {
            return Framing.post(
                    "/timestamps",
                    "Content-Type: application/x-www-form-urlencoded\r\n",
                    "idempotency-key="
                            + dice.one(
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
        String key = dice.one(
                "",
                " ",
                "a b",
                "a\tb",
                "\u00e4",
                "\u0080",
                "\u00ff\u00fe",
                "x".repeat(256 + dice.below(900)),
                dice.token(1, 9) + " " + dice.token(1, 9),
                "k\r\nIdempotency-Key: k",
                "\u00c3\u00a4");
        return Framing.post("/timestamps", "Idempotency-Key: " + key + "\r\n", "");
    }
}
