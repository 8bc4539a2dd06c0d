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
 * @param name unique in the stage; also the name of the log
 * @param role within the tier
 * @param started start time of the process, to detect a reused pid
 */
public record Node(String tier, String name, String role, int port, long pid, Instant started) {

    /** A node for a running process. */
    public static Node of(String tier, String name, String role, int port, long pid) {
        Instant started = ProcessHandle.of(pid)
                .flatMap(process -> process.info().startInstant())
                .orElse(Instant.EPOCH);
        return new Node(tier, name, role, port, pid, started);
    }

    /** Whether the process is still running. */
    public boolean alive() {
        return handle().isPresent();
    }

    /** Stops the process: SIGTERM, which drains it first, then SIGKILL if it still runs after {@code grace}. */
    public void stop(Duration grace) {
        handle().ifPresent(process -> {
            process.destroy();
            if (!ended(process, grace)) {
                kill();
            }
        });
    }

    /** Like {@link #stop}, but without a drain, which a repeated SIGTERM skips. */
    public void stopAtOnce(Duration grace) {
        handle().ifPresent(process -> {
            long deadline = System.nanoTime() + grace.toNanos();
            do {
                process.destroy();
            } while (!ended(process, Duration.ofMillis(200)) && System.nanoTime() < deadline);
            kill();
        });
    }

    /** Kills the process like a crash (SIGKILL). */
    public void kill() {
        // A server that outlives its launcher would hold the port
        List<ProcessHandle> all = processes().toList();
        all.forEach(ProcessHandle::destroyForcibly);
        all.forEach(one -> ended(one, Duration.ofSeconds(10)));
    }

    /** Suspends the process (SIGSTOP), so that it no longer answers. */
    public void suspend() {
        signal("STOP");
    }

    /** Resumes the process (SIGCONT). */
    public void resume() {
        signal("CONT");
    }

    private void signal(String signal) {
        if (!new Program("kill", "-" + signal, Long.toString(pid)).succeeds()) {
            throw new CommandException("Cannot send SIG" + signal + " to " + name);
        }
    }

    /**
     * Waits until the node is ready.
     *
     * @param logs logs whose last lines go into the error message
     * @throws CommandException if the process ends, or is not ready after {@code limit}
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

    /** The address of the node, on the loopback address. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits for the process to end by itself; false if it still runs after {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        return handle().map(process -> ended(process, limit)).orElse(true);
    }

    /**
     * The process and its descendants: a launcher, its server, the server's children. If the process is gone, the
     * remaining processes of its session: each node runs in its own session (setsid), which outlives its first process.
     */
    public Stream<ProcessHandle> processes() {
        if (ProcessHandle.of(pid).filter(Node::runs).isEmpty()) {
            return ProcessHandle.allProcesses().filter(process -> session(process) == pid);
        }
        return handle().stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /** The session id. Linux only; 0 elsewhere, and for a process that has just ended. */
    private static long session(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // After the command, whose name may contain anything: state, parent, group, session (proc(5))
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

    /** Whether a process runs. A zombie counts as alive for the system, but it has no command. */
    public static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /** Polls, because the system reports the end of a process only to its parent. */
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
