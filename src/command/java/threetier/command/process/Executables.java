package threetier.command.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Where programs are on this machine. */
public final class Executables {

    /** Folders where servers live and which a user's PATH may lack. */
    private static final String SYSTEM_FOLDERS = "/usr/local/sbin:/usr/sbin:/sbin";

    private Executables() {}

    /** On the path or among the servers. */
    public static Optional<Path> find(String program) {
        return find(program, System.getenv("PATH") + File.pathSeparator + SYSTEM_FOLDERS);
    }

    /** @param path folders in the form of the variable {@code PATH} */
    public static Optional<Path> find(String program, String path) {
        return Arrays.stream(path.split(File.pathSeparator))
                .map(folder -> Path.of(folder, program))
                .filter(Executables::isProgram)
                .findFirst();
    }

    /** A folder may be entered, which counts as executable, too. */
    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
