package threetier.command.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;

/** Reads and rotates logs of programs. */
public final class Log {

    private static final int LINES_SHOWN = 15;
    /**
     * Lines of a stack trace. The last lines of a log leave them out, because a trace would fill all of these lines.
     */
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");

    private Log() {}

    /**
     * Renames the log of an earlier run to {@code .1}, so that the log contains only the next run.
     *
     * @throws CommandException if the log cannot be renamed
     */
    public static void setAside(Path log) {
        try {
            if (Files.exists(log)) {
                Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException failure) {
            throw new CommandException(
                    "The log of an earlier run, " + log + ", cannot be renamed: " + failure, failure);
        }
    }

    /** The text of the log from this byte, readable for people: JSON objects as lines of text. */
    public static String text(Path log, long from) {
        try {
            byte[] bytes = Files.readAllBytes(log);
            int start = (int) Math.min(from, bytes.length);
            return readable(new String(bytes, start, bytes.length - start, StandardCharsets.UTF_8));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String readable(String logged) {
        if (!logged.contains("{\"time\":")) {
            return logged;
        }
        return logged.lines().map(line -> LogLine.of(line).readable() + "\n").collect(Collectors.joining());
    }

    /** The last lines of each log, each line marked with a bar, and the path of the first log. */
    public static String lastLines(List<Path> logs) {
        StringBuilder text = new StringBuilder();
        for (Path log : logs) {
            if (!Files.exists(log)) {
                continue;
            }
            // Unlike Files.lines, this conversion accepts bytes that are not UTF-8
            try (BufferedReader content =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(log), StandardCharsets.UTF_8))) {
                List<String> lines = content.lines()
                        .flatMap(line -> LogLine.of(line).readable().lines())
                        .filter(line ->
                                !line.isBlank() && !STACK_FRAME.matcher(line).find())
                        .toList();
                lines.subList(Math.max(0, lines.size() - LINES_SHOWN), lines.size())
                        .forEach(line -> text.append("  | ").append(line).append('\n'));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return text + "  (" + logs.get(0) + ")";
    }
}
