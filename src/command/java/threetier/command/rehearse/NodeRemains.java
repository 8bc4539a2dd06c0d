package threetier.command.rehearse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import threetier.command.process.Pause;
import threetier.command.process.Workspace;

/** What nodes leave when their processes have ended: control groups, files of systemd-nspawn, and layers. */
final class NodeRemains {

    private static final Path GROUPS = Path.of("/sys/fs/cgroup");
    private static final Path NSPAWN = Path.of("/run/systemd/nspawn");
    private static final String GROUP = "three-tier-rehearsal";
    /** The files that count ended processes, of versions 1 and 2 of control groups. */
    private static final Set<String> COUNTERS = Set.of("memory.oom_control", "memory.events");

    private static final int TRIES = 300;
    private static final int STEP = 100;

    private NodeRemains() {}

    /** Removes the files of containers, databases and of what stands in for AWS. Their logs stay. */
    static void remove(Path home) {
        List.of("aws/objects", "authority", "function/upper", "function/work", "function/root", "databases")
                .forEach(folder -> Workspace.delete(home.resolve(folder)));
        try (Stream<Path> nodes =
                Files.exists(home.resolve("nodes")) ? Files.list(home.resolve("nodes")) : Stream.empty()) {
            nodes.forEach(
                    node -> List.of("upper", "work", "root").forEach(layer -> Workspace.delete(node.resolve(layer))));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Removes the control groups of all nodes, in all hierarchies, and the files of systemd-nspawn. */
    static void removeGroups() {
        for (Path folder : folders()) {
            for (int i = 0; Files.exists(folder) && !removed(folder); i++) {
                if (i == TRIES) {
                    throw new UncheckedIOException(
                            new IOException("The control group " + folder + " cannot be removed."));
                }
                // The kernel ends processes after the call has returned
                Pause.millis(STEP);
            }
        }
        if (Files.exists(NSPAWN)) {
            try (Stream<Path> files = Files.walk(NSPAWN, 2)) {
                files.filter(file -> file.getFileName().toString().startsWith(Namespaces.PREFIX))
                        .toList()
                        .forEach(Workspace::delete);
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** Whether the kernel has ended a process in the control group of a node, because the group had no more memory. */
    static boolean killed(String node) {
        for (Path folder : folders()) {
            if (!Files.exists(folder.resolve(node))) {
                continue;
            }
            try (Stream<Path> files = Files.walk(folder.resolve(node))) {
                if (files.filter(file -> COUNTERS.contains(file.getFileName().toString()))
                        .flatMap(file -> NodeRoot.read(file).lines())
                        .anyMatch(line -> line.matches("oom_kill [1-9]\\d*"))) {
                    return true;
                }
            } catch (IOException | UncheckedIOException gone) {
                continue;
            }
        }
        return false;
    }

    private static List<Path> folders() {
        try (Stream<Path> hierarchies = Files.exists(GROUPS) ? Files.list(GROUPS) : Stream.empty()) {
            return Stream.concat(Stream.of(GROUPS), hierarchies)
                    .map(hierarchy -> hierarchy.resolve(GROUP))
                    .filter(Files::isDirectory)
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Only the folders of a control group can be deleted, not its files. */
    private static boolean removed(Path group) {
        try (Stream<Path> folders = Files.walk(group)) {
            for (Path folder : folders.filter(Files::isDirectory)
                    .sorted(Comparator.reverseOrder())
                    .toList()) {
                Files.delete(folder);
            }
            return true;
        } catch (IOException | UncheckedIOException busy) {
            return false;
        }
    }
}
