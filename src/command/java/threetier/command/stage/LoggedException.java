package threetier.command.stage;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * An exception in a server's log.
 *
 * @param causes the exception and its causes, outermost first, without stack frames
 */
record LoggedException(List<String> causes) {

    private static final Pattern FRAME = Pattern.compile("\t(at |\\.\\.\\. \\d+ )");
    private static final String CAUSE = "Caused by: ";
    /** Names of classes before a message; a message may repeat those of its cause. */
    private static final Pattern CLASS = Pattern.compile("^(?:[\\w$]+\\.)+([\\w$]+)(?:[:;]\\s*|$)");
    /** The part of EclipseLink's messages that says something. */
    private static final Pattern ECLIPSELINK =
            Pattern.compile("Exception \\[EclipseLink-.*?Exception Description: ([^\n]*)", Pattern.DOTALL);
    /** The server repeats a message after a dash, Weld counts exceptions, and both put class names inside a message. */
    private static final Pattern NOISE = Pattern.compile(
            "(?s)\n? -- .*|Exception List with \\d+ exceptions:\\s*|Exception \\d+ :\\s*"
                    + "|(?<=failure:|Exception \\d{1,3} :\\n)(?:[\\w$]+\\.)+[\\w$]+: |(?<=Exception; )lineNumber: \\d+; columnNumber: \\d+; ");

    private static final Pattern MISSING_CLASS =
            Pattern.compile("(?:.*\\.)?(?:ClassNotFoundException|NoClassDefFoundError):? *(\\S*).*", Pattern.DOTALL);

    /** Reads the exception after the first line of a log record. */
    static LoggedException in(String record) {
        List<StringBuilder> causes = new ArrayList<>();
        List<String> lines = record.lines().skip(1).toList();
        boolean message = true;
        causes.add(new StringBuilder());
        for (String line : lines) {
            if (line.startsWith(CAUSE)) {
                causes.add(new StringBuilder(line.substring(CAUSE.length())));
                message = true;
            } else if (FRAME.matcher(line).lookingAt()) {
                message = false;
            } else if (message) {
                causes.get(causes.size() - 1).append('\n').append(line);
            }
        }
        return new LoggedException(
                causes.stream().map(cause -> cause.toString().strip()).toList());
    }

    /**
     * The last cause in words, after what it was the cause of. A wrapper that repeats the cause and says more is
     * enough.
     */
    String reason() {
        int last = causes.size() - 1;
        String reason = words(causes.get(last));
        while (last > 0 && words(causes.get(last - 1)).contains(reason)) {
            last--;
            reason = words(causes.get(last));
        }
        return last > 0 && hasMessage(causes.get(last - 1))
                ? words(causes.get(last - 1)).replaceFirst("\\.$", "") + ": " + reason
                : reason;
    }

    private static boolean hasMessage(String cause) {
        return !withoutClasses(cause).isEmpty();
    }

    private static String words(String cause) {
        Matcher eclipseLink = ECLIPSELINK.matcher(cause);
        if (eclipseLink.find()) {
            return eclipseLink.group(1).strip();
        }
        Matcher missing = MISSING_CLASS.matcher(cause);
        if (missing.matches() && !missing.group(1).isEmpty()) {
            return "the class " + missing.group(1).replace('/', '.') + " is missing";
        }
        String text = NOISE.matcher(cause).replaceAll("");
        String without = withoutClasses(text);
        return Arrays.stream((without.isEmpty() ? text : without).split("\n"))
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.joining("\n  "));
    }

    private static String withoutClasses(String text) {
        String rest = text.strip();
        for (Matcher name = CLASS.matcher(rest); name.find(); name = CLASS.matcher(rest)) {
            rest = rest.substring(name.end()).strip();
        }
        return rest;
    }
}
