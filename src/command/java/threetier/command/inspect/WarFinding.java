package threetier.command.inspect;

/**
 * Something that a user should know about a WAR.
 *
 * @param text what was found, where, and what to do; one line
 * @param variable an environment variable for the command line, like {@code BODY_LIMIT=20000000}; empty for none
 */
public record WarFinding(Severity severity, String text, String variable) {

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

    static WarFinding impossible(String text) {
        return new WarFinding(Severity.IMPOSSIBLE, text, "");
    }

    static WarFinding setting(String text) {
        return new WarFinding(Severity.SETTING, text, "");
    }

    static WarFinding setting(String text, String variable) {
        return new WarFinding(Severity.SETTING, text, variable);
    }

    static WarFinding hint(String text) {
        return new WarFinding(Severity.HINT, text, "");
    }

    @Override
    public String toString() {
        return String.format("  %-12s %s", severity.title, text);
    }
}
