package threetier.html;

import java.util.Map;

/** Response headers and escaping for the HTML pages of this application. */
public final class Html {

    /**
     * Headers that let a page load only files of this site. The error pages of httpd have the same headers
     * (httpd/problem.conf).
     */
    public static final Map<String, String> HEADERS = Map.of(
            "Content-Security-Policy",
                    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                            + "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
            "Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
            "Referrer-Policy", "same-origin");

    private Html() {}

    /** Escapes text so that it can be the content of an element or the value of a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
