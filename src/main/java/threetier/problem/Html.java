package threetier.problem;

/** Text as part of an HTML page. */
public final class Html {

    private Html() {
    }

    /** The same text in an element or a quoted attribute. */
    public static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\"", "&quot;");
    }
}
