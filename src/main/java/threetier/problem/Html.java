package threetier.problem;

import java.util.Map;

/** What all HTML pages of this application have in common. */
public final class Html {

    /**
     * What a browser may do with a page: load this site's files and nothing else. httpd's own errors say the same
     * (httpd/problem.conf).
     */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy", "same-origin");

    private Html() {}

    /** This text as part of an element or of a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
