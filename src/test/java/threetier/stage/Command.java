package threetier.stage;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** A program to start: its command line, its environment, its log. */
final class Command {

    private static final int LINES_OF_LOG_SHOWN = 15;
    /** They would leave no room for what happened. */
    private static final Pattern STACK_FRAME = Pattern.compile("^\\s+(at |\\.\\.\\. \\d+ more)");
    /** Starts a process in a session of its own: Ctrl-C in the terminal then reaches the stage alone, which stops the tiers in order. */
    private static final boolean HAS_SETSID = Tools.find("setsid").isPresent();

    private static boolean closed;

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private final Path log;
    private String input = "";

    Command(Path log, List<String> command) {
        this.log = log;
        this.command = new ArrayList<>(command);
        if (HAS_SETSID) {
            this.command.add(0, "setsid");
        }
    }

    Command with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    Command with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** What the process reads on standard input: the way for a secret that must be in no file and no argument. */
    Command reading(String text) {
        input = text;
        return this;
    }

    /** Starts it as a node, which goes on when this process ends, and notes it at once, so that it can always be found and stopped. */
    Node start(Nodes nodes, String tier, String name, String role, int port) {
        return noted(nodes, () -> Node.of(tier, name, role, port, launch().pid()));
    }

    /** Starts a node and notes it, unless this process is about to stop those that run; whoever wants to stop them waits until it is noted. */
    static synchronized Node noted(Nodes nodes, Supplier<Node> start) {
        if (closed) {
            throw new StageException("Interrupted");
        }
        Node node = start.get();
        nodes.add(node);
        return node;
    }

    /** From now on this process starts no node any more: it is about to stop those that run. */
    static synchronized void close() {
        closed = true;
    }

    static synchronized boolean closed() {
        return closed;
    }

    /**
     * Runs it to its end.
     *
     * @param problem what it means when it fails
     * @throws StageException with that and the last lines of the log when it fails
     */
    void run(String problem) {
        try {
            if (launch().waitFor() != 0) {
                throw new StageException(problem + " The log ends with:\n" + lastLines(List.of(log)));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageException("Interrupted");
        }
    }

    /** Keeps the log of an earlier run beside it, ending in {@code .1}, so that what is read next is of the run to come. */
    static void setAside(Path log) throws IOException {
        if (Files.exists(log)) {
            Files.move(log, log.resolveSibling(log.getFileName() + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
    }

    /** Starts it as a process that nobody notes. */
    Process launch() {
        try {
            setAside(log);
            ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
            builder.environment().putAll(environment);
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return process;
        } catch (IOException failure) {
            throw new StageException("Cannot run " + command + ": " + failure.getMessage(), failure);
        }
    }

    /** @throws StageException with the last lines of the log when the process ends, or is not ready after {@code limit} */
    static void awaitReady(Node node, Duration limit, List<Path> logs, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!node.alive()) {
                throw new StageException(node.name() + " ended while starting. Its log ends with:\n" + lastLines(logs));
            }
            if (System.nanoTime() > deadline) {
                throw new StageException(node.name() + " was not ready after " + limit.toSeconds() + " s. Its log ends with:\n" + lastLines(logs));
            }
            pause(100);
        }
    }

    static String lastLines(List<Path> logs) {
        StringBuilder text = new StringBuilder();
        for (Path log : logs) {
            try (Stream<String> content = Files.exists(log) ? Files.lines(log, StandardCharsets.ISO_8859_1) : Stream.empty()) {
                List<String> lines = content.filter(line -> !line.isBlank() && !STACK_FRAME.matcher(line).find()).toList();
                lines.subList(Math.max(0, lines.size() - LINES_OF_LOG_SHOWN), lines.size())
                        .forEach(line -> text.append("  | ").append(line).append('\n'));
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
        return text + "  (" + logs.get(0) + ")";
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageException("Interrupted");
        }
    }
}
