package threetier.command.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import threetier.command.error.CommandException;

/** A program to run: command line, environment and input. This class starts all processes of this command. */
public final class Program {

    /**
     * Whether the system has setsid, which starts a process in its own session. Ctrl-C in the terminal then reaches
     * only this command, and this command stops the tiers in order.
     */
    private static final boolean HAS_SETSID = Executables.find("setsid").isPresent();

    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();
    private String input = "";
    private Path inputFile;

    public Program(List<String> command) {
        this.command = List.copyOf(command);
    }

    public Program(String... command) {
        this(List.of(command));
    }

    /** Sets an environment variable. */
    public Program with(String variable, Object value) {
        environment.put(variable, value.toString());
        return this;
    }

    /** Sets several environment variables. */
    public Program with(Map<String, String> variables) {
        environment.putAll(variables);
        return this;
    }

    /** Sets the standard input. It can pass a secret that must not be in a file or an argument. */
    public Program reading(String text) {
        input = text;
        return this;
    }

    /** Makes this file the standard input. */
    public Program reading(Path file) {
        inputFile = file;
        return this;
    }

    /** The program's name without its folder. */
    public String name() {
        return Path.of(command.get(0)).getFileName().toString();
    }

    /**
     * Starts the program in its own session; it outlives this process.
     *
     * @param log the file for all output; an earlier log is renamed
     */
    public Process start(Path log) {
        Log.setAside(log);
        List<String> inSession = new ArrayList<>(HAS_SETSID ? List.of("setsid") : List.of());
        inSession.addAll(command);
        return launch(new ProcessBuilder(inSession).redirectErrorStream(true).redirectOutput(log.toFile()));
    }

    /**
     * Runs the program to its end, in its own session.
     *
     * @param problem start of the error message if the program fails
     * @throws CommandException with {@code problem} and the last lines of the log if the program fails
     */
    public void run(Path log, String problem) {
        if (status(log) != 0) {
            throw new CommandException(problem + " The log ends with:\n" + Log.lastLines(List.of(log)));
        }
    }

    /** Runs the program to its end, with its output in the log. Returns the exit code. */
    public int status(Path log) {
        return status(start(log));
    }

    /** Runs the program to its end and captures its output. */
    public Result result() {
        Process process = launch(new ProcessBuilder(command));
        CompletableFuture<String> errors = CompletableFuture.supplyAsync(() -> text(process.getErrorStream()));
        String output = text(process.getInputStream());
        return new Result(status(process), output, errors.join());
    }

    /**
     * Runs the program to its end.
     *
     * @return the standard output, without surrounding white space
     * @throws CommandException with the output if the program fails
     */
    public String output() {
        Result result = result();
        if (result.status() != 0) {
            throw new CommandException(String.join(" ", command) + " failed: " + result.all());
        }
        return result.output().strip();
    }

    /** Runs the program to its end and returns whether it succeeded. The result is also false if it does not exist. */
    public boolean succeeds() {
        try {
            return result().status() == 0;
        } catch (CommandException missing) {
            return false;
        }
    }

    /** Runs the program to its end at the terminal of this command. Returns the exit code. */
    public int atTerminal() {
        return status(launch(new ProcessBuilder(command).inheritIO()));
    }

    /**
     * Runs the program to its end and passes on each line of its output as soon as it arrives. Returns the exit code.
     */
    public int eachLine(Consumer<String> reader) {
        Process process = launch(new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT));
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                .lines()
                .forEach(reader);
        return status(process);
    }

    /**
     * Runs the program to its end. Standard error goes to the terminal of this command.
     *
     * @param problem start of the error message if the program fails
     * @return the standard output, without surrounding white space
     * @throws CommandException with {@code problem} if the program fails
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
        if (inputFile != null) {
            builder.redirectInput(inputFile.toFile());
        }
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

    /** The exit code and the output of a program. */
    public record Result(int status, String output, String errors) {

        /** The output and the errors together, without surrounding white space. */
        public String all() {
            return (output + errors).strip();
        }
    }
}
