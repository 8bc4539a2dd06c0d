package threetier.command.process;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where programs are on this machine. */
public final class Executables {

    /** Folders where servers live and which a user's PATH may lack. */
    private static final List<String> SYSTEM_FOLDERS = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Executables() {}

    /** On the path or among the servers. */
    public static Optional<Path> find(String program) {
        return Stream.concat(folders(System.getenv("PATH")), SYSTEM_FOLDERS.stream())
                .map(folder -> Path.of(folder, program))
                .filter(Executables::isProgram)
                .findFirst();
    }

    /** @param path folders in the form of the variable {@code PATH} */
    public static Optional<Path> find(String program, String path) {
        return folders(path)
                .map(folder -> Path.of(folder, program))
                .filter(Executables::isProgram)
                .findFirst();
    }

    private static Stream<String> folders(String path) {
        return Arrays.stream(path.split(File.pathSeparator));
    }

    /** A folder may be entered, which counts as executable, too. */
    private static boolean isProgram(Path path) {
        return Files.isRegularFile(path) && Files.isExecutable(path);
    }
}
