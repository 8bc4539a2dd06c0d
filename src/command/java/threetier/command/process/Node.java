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
 * @param tier edge, web, app or data, or beside them
 * @param name the name of the node, unique in the stage; also the name of its log
 * @param role the role of the node within its tier
 * @param started the start time of the process, which serves to detect a reused process id
 */
public record Node(String tier, String name, String role, int port, long pid, Instant started) {

    /** Returns a node for a running process. */
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

    /** Stops the process. SIGTERM makes it drain and end. If it still runs after {@code grace}, SIGKILL follows. */
    public void stop(Duration grace) {
        handle().ifPresent(process -> {
            process.destroy();
            if (!ended(process, grace)) {
                kill();
            }
        });
    }

    /** Like {@link #stop}, but without a drain: SIGTERM is repeated, and a second SIGTERM skips the drain. */
    public void stopAtOnce(Duration grace) {
        handle().ifPresent(process -> {
            long deadline = System.nanoTime() + grace.toNanos();
            do {
                process.destroy();
            } while (!ended(process, Duration.ofMillis(200)) && System.nanoTime() < deadline);
            kill();
        });
    }

    /** Kills the process with SIGKILL, as in a crash. */
    public void kill() {
        // All descendants are killed too, because a server that outlives its launcher would hold the port
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
     * @param logs the logs whose last lines go into the error message
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

    /** The URL of the node, on the loopback address. */
    public String url() {
        return "http://127.0.0.1:" + port;
    }

    /** Waits for the process to end by itself; false if it still runs after {@code limit}. */
    public boolean awaitEnd(Duration limit) {
        return handle().map(process -> ended(process, limit)).orElse(true);
    }

    /**
     * The process and its descendants: a launcher, the server, and the children of the server. If the process is gone,
     * the result is the remaining processes of its session. Each node runs in its own session (setsid), and a session
     * outlives its first process.
     */
    public Stream<ProcessHandle> processes() {
        if (ProcessHandle.of(pid).filter(Node::runs).isEmpty()) {
            return ProcessHandle.allProcesses().filter(process -> session(process) == pid);
        }
        return handle().stream().flatMap(process -> Stream.concat(Stream.of(process), process.descendants()));
    }

    /** The session id of a process. It is 0 for a process that has just ended, and on systems other than Linux. */
    private static long session(ProcessHandle process) {
        try {
            String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
            // The name of the command can contain any character. After it follow state, parent, group and session
            // (proc(5))
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

    /** Whether a process runs. The system counts a zombie as alive, but a zombie has no command. */
    public static boolean runs(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    /**
     * Whether a process ends within this time. Polls, because the system reports the end only to the parent process.
     */
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
