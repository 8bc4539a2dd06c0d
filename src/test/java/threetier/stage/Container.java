package threetier.stage;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A container, by the command {@code docker}, whose program is a process of this machine like any other: of this user, in this
 * machine's network and list of processes, with its data in a folder of this stage. It is removed when the program ends.
 */
final class Container {

    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final String image;
    private final Path log;

    Container(Workspace workspace, String node, String image) {
        // Two clones have containers of their own
        name = "three-tier" + workspace.home().resolve(node).toString().replaceAll("[^A-Za-z0-9_.-]", "-");
        this.image = image;
        log = workspace.log(node);
    }

    String name() {
        return name;
    }

    /**
     * A command that runs this program in the foreground, given what it reads; what it says goes to the log alone.
     *
     * @param folder of this machine that it sees as {@code place}, and whose owner it runs as
     */
    Command command(Path folder, String place, List<String> program) {
        List<String> command = new ArrayList<>(List.of("docker", "run", "--rm", "--interactive", "--name", name, "--network", "host",
                // Not as process 1, which the system spares most signals
                "--pid", "host", "--log-driver", "none", "--user", owner(folder), "--volume", folder + ":" + place,
                "--entrypoint", program.get(0), image));
        command.addAll(program.subList(1, program.size()));
        return new Command(log, command);
    }

    /** The pid of its program on this machine; nothing when it does not run. */
    Optional<Long> pid() {
        return inspect("{{.State.Pid}}").map(Long::valueOf).filter(pid -> pid > 0);
    }

    /**
     * Ends and removes one of this name that an earlier run left behind.
     *
     * @throws StageException when the engine does not remove it
     */
    void remove() {
        long deadline = System.nanoTime() + REMOVAL_LIMIT.toNanos();
        while (inspect("{{.Id}}").isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new StageException("The container " + name + " cannot be removed; docker rm --force " + name + " says why.");
            }
            // May be refused: one whose program has just ended is being removed already
            output("docker", "container", "rm", "--force", name);
            Command.pause(100);
        }
    }

    private Optional<String> inspect(String format) {
        return output("docker", "container", "inspect", "--format", format, name);
    }

    /** What a command says; nothing when it fails. */
    private static Optional<String> output(String... command) {
        try {
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.of(output) : Optional.empty();
        } catch (IOException failure) {
            throw new StageException("Cannot run " + command[0] + ": " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageException("Interrupted");
        }
    }

    private static String owner(Path folder) {
        try {
            return Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
        } catch (IOException failure) {
            throw new StageException("Cannot read who owns " + folder + ": " + failure.getMessage(), failure);
        }
    }
}
