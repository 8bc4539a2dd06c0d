package threetier.command.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import threetier.command.error.CommandException;

/** A program to run: its command line, its environment, its input. Whatever this command starts is started here. */
public final class Program {

    /**
     * Starts a process in a session of its own: Ctrl-C in the terminal then reaches this command alone, which stops the
     * tiers in order.
     */
    private static final boolean HAS_SETSID = Executables.find("setsid").isPresent();

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";

    public Program(List<String> command) {
        this.command = List.copyOf(command);
    }

    public Program(String... command) {
        this(List.of(command));
    }

    /** Sets a variable of its environment. */
    public Program with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** Sets several. */
    public Program with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** What it reads on standard input: the way for a secret that must be in no file and no argument. */
    public Program reading(String text) {
        input = text;
        return this;
    }

    /** Its name without the folder. */
    public String name() {
        return Path.of(command.get(0)).getFileName().toString();
    }

    /**
     * Starts it in a session of its own, which goes on when this process ends.
     *
     * @param log all that it says; the log of the run before is set aside
     */
    public Process start(Path log) {
        Log.setAside(log);
        List<String> inSession = new ArrayList<>(HAS_SETSID ? List.of("setsid") : List.of());
        inSession.addAll(command);
        return launch(new ProcessBuilder(inSession).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /**
     * Runs it to its end in a session of its own.
     *
     * @param problem what it means when it fails
     * @throws CommandException with that and the last lines of the log when it fails
     */
    public void run(Path log, String problem) {
        if (status(log) != 0) {
            throw new CommandException(problem + " The log ends with:\n" + Log.lastLines(List.of(log)));
        }
    }

    /** @return the exit code of this program, run to its end; its output is in the log */
    public int status(Path log) {
        return status(start(log));
    }

    /** Runs it to its end, and keeps all that it says. */
    public Result result() {
        Process process = launch(new ProcessBuilder(command));
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String output = text(process.getInputStream());
        return new Result(status(process), output, errors.join());
    }

    /**
     * Runs it to its end.
     *
     * @return what it said, without white space around it
     * @throws CommandException with that when it fails
     */
    public String output() {
        Result result = result();
        if (result.status() != 0) {
            throw new CommandException(String.join(" ", command) + " failed: " + result.all());
        }
        return result.output().strip();
    }

    /** Runs it to its end; whether that was a success. False also where there is no such program. */
    public boolean succeeds() {
        try {
            return result().status() == 0;
        } catch (CommandException missing) {
            return false;
        }
    }

    /** Runs it to its end at the terminal of this command, and returns its status. */
    public int atTerminal() {
        return status(launch(new ProcessBuilder(command).inheritIO()));
    }

    /**
     * Runs it to its end; errors and progress go to the terminal of this command.
     *
     * @param problem what it means when it fails
     * @return what it said on standard output, without white space around it
     * @throws CommandException with the problem when it fails
     */
    public String outputBesideTerminal(String problem) {
        Process process = launch(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        String output = text(process.getInputStream()).strip();
        if (status(process) != 0) {
            throw new CommandException(problem);
        }
        return output;
    }

    private Process launch(ProcessBuilder builder) {
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            }
            return process;
        } catch (IOException failure) {
            throw new CommandException("Cannot run " + command.get(0) + ": " + failure.getMessage(), failure);
        }
    }

    private static String text(InputStream stream) {
        try {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static int status(Process process) {
        try {
            return process.waitFor();
        } catch (InterruptedException interrupted) {
            throw CommandException.interrupted(interrupted);
        }
    }

    /** How a program ended, and what it said. */
    public record Result(int status, String output, String errors) {

        /** Output and errors, without white space around them. */
        public String all() {
            return (output + errors).strip();
        }
    }
}
