package threetier.problem;

import java.util.Map;

/** Headers and escaping for the HTML pages of this application. */
public final class Html {

    /**
     * Lets a page load files of this site and nothing else. The error pages of httpd send the same headers
     * (httpd/problem.conf).
     */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy", "same-origin");

    private Html() {}

    /** Escapes text for an element or a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
