package threetier.command.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Finds programs on this machine. */
public final class Executables {

    /** Folders with servers that may be missing from a user's PATH. */
    private static final String SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin";

    private Executables() {}

    /** Finds a program on the path or in the system folders. */
    public static Optional<Path> find(String program) {
        return find(program, System.getenv("PATH") + File.pathSeparator + SYSTEM_FOLDERS);
    }

    /** @param path folders in the format of {@code PATH} */
    public static Optional<Path> find(String program, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Executables::isProgram)
                .findFirst();
    }

    /** Excludes folders, which count as executable too. */
    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
