package threetier.command.drill.fuzz;

/** Pieces that requests are made of. */
final class Pieces {

    /** Where a request may go, inside and outside. */
    static final String[] PATHS = {"/read", "/", "/timestamps", "/timestamps/1", "/instance", "/nothing", "/health/ready", "/web-health"};
    /** Parts of a path that mean something to somebody: encodings, separators, ways up. */
    static final String[] ESCAPES = {"%00", "%0d%0a", "%2f", "%5c", "%2e%2e", "%252e%252e%252f", "%c0%af", "%c0%ae", "%e0%80%af",
            "%ed%a0%80", "%f4%90%80%80",
        "%ff", "%fe", "%u002f", "%", "%2", "%zz", "%g0", ";jsessionid=1", ";", ";;a=b", "..;/", "../", "./", "//", "\\", "..\\", "|", "^", "`",
                "{", "}", "{id}", "<", ">",
        "\"", "[", "]", "*", "~", "\u00e4", "\u00ff", "\u0080", "?", "#", "+", "$", "!", "'", "()", ",", "@", ":", "&", "="};
    /** Methods that the site does not know. */
    static final String[] METHODS = {"PROPFIND", "PROPPATCH", "MKCOL", "COPY", "MOVE", "LOCK", "UNLOCK", "SEARCH", "REPORT", "PATCH",
            "PUT", "DELETE", "TRACE", "TRACK",
        "CONNECT", "PURGE", "BREW", "DEBUG", "LINK", "QUERY", "get", "post", "Post", "GETS", "G", "POST_", "POST,GET", "HEAD", "OPTIONS", "PRI",
                "!", "~", "null"};
    /** Values that some parser takes for more than text. */
    static final String[] ODD_TEXTS = {"", " ", "\t", ",", ";", "=", "\"", "\"\\", "*/*;q=", "*", "%", "%00", "%zz", "a/b/c", "/", "//",
            "a=b=c",
        "text/html;q=9", "text/", "/html", "text/html;;;q=0", "W/", "W/\"", "\"x\"\"y\"", "W/\"*\", \"", "bytes=", "bytes=-", "bytes=0-0,1-1,-1",
                "bytes=9-1",
        "bytes=99999999999999999999-", "items=0-1", "Thu, 99 Foo 9999 99:99:99 GMT", "-1", "0", "1e9", "NaN", "null", "true", "{}", "[]", "<x>",
                "${jndi:ldap://127.0.0.1/x}",
        "#{7*7}", "' OR 1=1 --", "../../../etc/passwd", "\u00e4\u00f6\u00fc", "\u00ff\u00fe", "\u00c0\u00af", "\u00ed\u00a0\u0080", "gzip;q=x",
                "identity;q=0", "*;q=0", "xx-YY-zz-!"};

    private Pieces() {
    }
}
