package threetier.timestamps;

import java.util.stream.Collectors;

/** The page that a browser sees: a button that saves, and the list. */
final class HomePage {

    private HomePage() {
    }

    /** Instead of the list, while no database answers. */
    static String withoutList() {
        return html("  <p role=\"alert\">The list cannot be read just now. Please try again in a moment; nothing is lost.</p>", "");
    }

    static String of(Page page) {
        String rows = page.rows().stream()
                .map(row -> "    <li value=\"" + row.id() + "\"><time datetime=\"" + Formats.iso(row) + "\">"
                        + Formats.SECONDS.format(row.savedAt()) + "</time></li>\n")
                .collect(Collectors.joining());
        String list = rows.isEmpty() ? "  <p>Nothing saved yet.</p>" : "  <ol reversed>\n" + rows + "  </ol>";
        String older = page.more() ? "  <p><a rel=\"next\" href=\"/?before=" + page.continueBefore() + "\">Older</a></p>\n" : "";
        return html(list, older);
    }

    private static String html(String list, String older) {
        return """
                <!doctype html>
                <html lang="en">
                <head>
                  <meta charset="utf-8">
                  <meta name="viewport" content="width=device-width">
                  <title>Saved date-times</title>
                </head>
                <body>
                  <h1>Saved date-times (UTC)</h1>
                  <form method="post" action="/timestamps"><button>Save now</button></form>
                %s
                %s</body>
                </html>
                """.formatted(list, older);
    }
}
