package threetier.command.drill.fuzz;

/**
 * Header fields that are correct or almost correct. Each field follows its grammar; some fields then get one error. A
 * parser that expects correct numbers, quotes or lists fails on such fields.
 */
final class NearMisses {

    /** Texts that stand where the grammar has a number. */
    private static final String[] NUMBERS = {
        "",
        "0",
        "1",
        "1.0",
        "-1",
        "+1",
        "x",
        "0x1",
        "1e9",
        "01",
        "99999999999",
        "9223372036854775808",
        "\u0661",
        "0.0001"
    };

    private static final String[] LISTS = {
        "", ",", ", ,", "a,", ",a", "a,,b", "a ,\t, b", "\"a", "\"a\\", "\"a,b\"", "a;b", ";", "a;;b", "*", "*,*"
    };

    private NearMisses() {}

    static String field(SeededRandom random) {
        StringBuilder fields = new StringBuilder();
        for (int i = random.below(3); i >= 0; i--) {
            String field = field(random.below(13), random);
            fields.append(random.chance(3) ? slip(field, random) : field).append("\r\n");
        }
        return Framing.get(random.one(Pieces.PATHS), fields.toString());
    }

    private static String field(int which, SeededRandom random) {
        String number = random.one(NUMBERS);
        String list = random.one(LISTS);
        return switch (which) {
            case 0 -> "Cookie: $Version=" + number + random.one("", ";a=b", "; $Path=/; a=b;$Port=\"80", ",a=b");
            case 1 -> "Cookie: " + random.one("a", "consistency-token", "$Version", "") + "=" + list + ";" + list;
            case 2 -> "Accept: " + mediaType(random) + ";q=" + number + random.one("", "," + list, ", */*");
            case 3 -> "Accept: " + list;
            case 4 -> "Accept-Language: " + random.one("en", "en-", "-en", "*-x", "a-b-c-d-e-f") + ";q=" + number;
            case 5 -> random.one("Accept-Encoding", "TE") + ": " + random.one("gzip", "*", "identity") + ";q=" + number;
            case 6 -> "Accept-Charset: " + random.one("utf-8", "utf-99", "") + ";q=" + number + "," + list;
            case 7 -> "Content-Type: " + mediaType(random) + ";charset=" + random.one("utf-8", "\"", "\"x", "", list);
            case 8 -> random.one("If-None-Match: ", "If-Match: ") + random.one("W/", "w/", "") + "\"x\"" + list;
            case 9 -> random.one("If-Modified-Since: ", "If-Unmodified-Since: ", "If-Range: ", "Date: ") + date(random);
            case 10 -> random.one("Range: ", "If-Range: ") + random.one("bytes", "x") + "=" + number + "-" + number;
            case 11 -> "Authorization: " + random.one("Basic ", "Bearer ", "Digest a=", "Basic =") + list;
            default -> random.one("Content-Language", "Content-Encoding", "Prefer", "Forwarded", "Via") + ": " + list;
        };
    }

    private static String mediaType(SeededRandom random) {
        return random.one("text/html", "application/json", "application/*", "*/*", "*/json", "text", "/", "a/b/c", "*");
    }

    private static String date(SeededRandom random) {
        return random.one("Thu, ", "Xxx, ", "")
                + random.one("01 Jan 1970 ", "31 Feb 2026 ", "99 Foo 9999 ", "-1 Jan -1 ")
                + random.one("00:00:00", "24:61:61", "1:2")
                + random.one(" GMT", " +0100", "");
    }

    /** Makes one error in the value of the field: removes a character, or puts another character in its place. */
    private static String slip(String field, SeededRandom random) {
        int value = field.indexOf(' ') + 1;
        int at = value + random.below(field.length() - value + 1);
        String rest = field.substring(Math.min(at + 1, field.length()));
        return field.substring(0, at) + random.one("", "\"", "\\", ";", ",", "=", "/", "*", "(", "%", "\u00e4") + rest;
    }
}
