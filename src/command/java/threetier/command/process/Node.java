package threetier.command.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import threetier.command.error.CommandException;

/**
 * A process of the stage.
 *
 * @param tier web, app or data
 * @param name unique in its stage, also the name of its log
 * @param role what it is in its tier
 * @param started start of the process: with it a reused pid is noticed
 */
public record Node(String tier, String name, String role, int port, long pid, Instant started) {

    /** A process that runs, by its pid. */
    public static Node of(String tier, String name, String role, int port, long pid) {
        Instant started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
        return new Node(tier, name, role, port, pid, started);
    }

    /** Whether the process still runs. */
    public boolean alive() {
        return handle().isPresent();
    }

    /**
     * Asks the process to stop (SIGTERM), which drains it first, and ends it (SIGKILL) when it has not after
     * {@code grace}.
     */
    public void stop(Duration grace) {
        handle().ifPresent(process -> {
            process.destroy();
            if (!ended(process, grace)) {
                kill();
            }
        });
    }

    /** Like {@link #stop}, without drain: a repeated SIGTERM says so. */
    public void stopAtOnce(Duration grace) {
        handle().ifPresent(process -> {
            long deadline = System.nanoTime() + grace.toNanos();
            do {
                process.destroy();
            } while (!ended(process, Duration.ofMillis(200)) && System.nanoTime() < deadline);
            kill();
        });
    }

    /** Ends the process as a crash would (SIGKILL). */
    public void kill() {
        // Its launcher's server must not outlive it: it holds the port
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> ended(one, Duration.ofSeconds(10)));
    }

    /** Lets the process stand still (SIGSTOP): whoever asks it gets no answer. */
    public void suspend() {
        signal("STOP");
    }

    /** Lets it go on (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (!new Program("kill", "-" + signal, Long.toString(pid)).succeeds()) {
            throw new CommandException(name + " got no SIG" + signal);
        }
    }

    /**
     * Waits until it is ready.
     *
     * @param logs whose last lines say why it is not
     * @throws CommandException with those when the process ends, or is not ready after {@code limit}
     */
    public void awaitReady(Duration limit, List<Path> logs, BooleanSupplier ready) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!ready.getAsBoolean()) {
            if (!alive()) {
                throw new CommandException(name + " ended while starting. Its log ends with:\n" + Log.lastLines(logs));
            }
            if (System.nanoTime() > deadline) {
                throw new CommandException(name + " was not ready after " + limit.toSeconds()
                        + " s. Its log ends with:\n" + Log.lastLines(logs));
            }
            Pause.millis(100);
        }
    }

    /** Where it takes requests, on the loopback address. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits for its end without asking for it; false when it still runs after {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        return handle().map(process -> ended(process, limit)).orElse(true);
    }

    /**
     * The process and those that it has started: a launcher, its server, that one's children. Where it was killed, what
     * it has left running: each node is a session of its own (setsid), which outlives its first process.
     */
    public Stream<ProcessHandle> processes() {
        if (ProcessHandle.of(pid).filter(Node::runs).isEmpty()) {
            return ProcessHandle.allProcesses().filter(process -> session(process) == pid);
        }
        return handle().stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /** Linux only; 0 elsewhere, and for a process that has just ended. */
    private static long session(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // After the command, which may have anything in its name: state, parent, group, session (proc(5))
            return Long.parseLong(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[3]);
        } catch (IOException noSuchFile) {
            return 0;
        }
    }

    private Optional<ProcessHandle> handle() {
        return ProcessHandle.of(pid)
                .filter(Node::runs)
                .filter(process ->
                        process.info().startInstant().map(started::equals).orElse(true));
    }

    /**
     * A process that ended, but whose parent has not noticed yet, counts as alive for the system; it has no command any
     * more.
     */
    public static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Looks often: the system tells nobody but its parent that a process ended. */
    private static boolean ended(ProcessHandle process, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (runs(process)) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Pause.millis(20);
        }
        return true;
    }
}
