package threetier.command.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs on this machine. */
public final class Executables {

    /** Folders that contain servers. The PATH of a user does not always include these folders. */
    private static final String SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin";

    private Executables() {}

    /** Finds a program on the path or in the system folders. */
    public static Optional<Path> find(String program) {
        return find(program, System.getenv("PATH") + File.pathSeparator + SYSTEM_FOLDERS);
    }

    /** @param path the folders to search, in the format of {@code PATH} */
    public static Optional<Path> find(String program, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Executables::isProgram)
                .findFirst();
    }

    /** Whether the path is an executable file. A folder can be executable too, but is not a program. */
    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
