package threetier.command.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import threetier.command.error.CommandException;
import threetier.command.process.Pause;
import threetier.command.process.Program;
import threetier.command.process.Workspace;

/**
 * A container, run by the command {@code docker}, for one program. The program behaves like any other process of this
 * machine: it runs as this user and in the network and the process list of this machine. Its data is in a folder of
 * this stage. The engine removes the container when the program ends.
 */
final class Container {

    private static final Duration REMOVAL_LIMIT = Duration.ofSeconds(60);

    private final String name;
    private final String image;

    Container(Workspace workspace, String node, String image) {
        // The path of the stage makes the name unique per clone
        name = "three-tier" + workspace.home().resolve(node).toString().replaceAll("[^A-Za-z0-9_.-]", "-");
        this.image = image;
    }

    String name() {
        return name;
    }

    /**
     * The command that runs this program in the container, in the foreground.
     *
     * @param folder the folder that is mounted as {@code place}; the program runs as the owner of this folder
     */
    Program command(Path folder, String place, List<String> program) {
        List<String> command = new ArrayList<>(List.of(
                "docker",
                "run",
                "--rm",
                "--interactive",
                "--name",
                name,
                "--network",
                "host",
                // A program with process id 1 would ignore most signals
                "--pid",
                "host",
                "--log-driver",
                "none",
                "--user",
                owner(folder),
                "--volume",
                folder + ":" + place,
                "--entrypoint",
                program.get(0),
                image));
        command.addAll(program.subList(1, program.size()));
        return new Program(command);
    }

    /** The command that runs one more program in the running container; the program reads the command's input. */
    List<String> inside(String... program) {
        List<String> command = new ArrayList<>(List.of("docker", "exec", "--interactive", name));
        command.addAll(List.of(program));
        return command;
    }

    /** The process id of the program on this machine; empty if it does not run. */
    Optional<Long> pid() {
        return inspect("{{.State.Pid}}").map(Long::valueOf).filter(pid -> pid > 0);
    }

    /**
     * Stops and removes a container of this name left by an earlier run.
     *
     * @throws CommandException if the engine does not remove it
     */
    void remove() {
        long deadline = System.nanoTime() + REMOVAL_LIMIT.toNanos();
        while (inspect("{{.Id}}").isPresent()) {
            if (System.nanoTime() > deadline) {
                throw new CommandException(
                        "The container " + name + " cannot be removed; docker rm --force " + name + " says why.");
            }
            // The command can fail, because the engine itself removes a container whose program has just ended
            new Program("docker", "container", "rm", "--force", name).succeeds();
            Pause.millis(100);
        }
    }

    private Optional<String> inspect(String format) {
        Program.Result result = new Program("docker", "container", "inspect", "--format", format, name).result();
        return result.status() == 0 ? Optional.of(result.output().strip()) : Optional.empty();
    }

    private static String owner(Path folder) {
        try {
            return Files.getAttribute(folder, "unix:uid") + ":" + Files.getAttribute(folder, "unix:gid");
        } catch (IOException failure) {
            throw new CommandException("Cannot read the owner of " + folder + ": " + failure.getMessage(), failure);
        }
    }
}
