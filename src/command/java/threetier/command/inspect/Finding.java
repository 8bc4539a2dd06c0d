package threetier.command.inspect;

/**
 * Something that a user should know about a WAR.
 *
 * @param text what was found, where, and what to do; one line
 */
public record Finding(Severity severity, String text) {

    /** How much a finding matters. */
    public enum Severity {
        /** The server refuses the WAR, or a part of it never works. */
        IMPOSSIBLE("cannot work"),
        /** It works after a change of the WAR or with an option of the command. */
        SETTING("needs"),
        /** It works; the user may expect something else. */
        HINT("note");

        private final String title;

        Severity(String title) {
            this.title = title;
        }
    }

    static Finding impossible(String text) {
        return new Finding(Severity.IMPOSSIBLE, text);
    }

    static Finding setting(String text) {
        return new Finding(Severity.SETTING, text);
    }

    static Finding hint(String text) {
        return new Finding(Severity.HINT, text);
    }

    @Override
    public String toString() {
        return String.format("  %-12s %s", severity.title, text);
    }
}
