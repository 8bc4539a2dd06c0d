package threetier.stage;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Programs that the stage needs and Maven cannot bring. */
final class Tools {

    /** Directories where servers live and which a user's PATH may lack. */
    private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    private Tools() {
    }

    /** The web server: Debian calls it apache2, everybody else httpd. Installed where it is missing and that is possible. */
    static Path httpd() {
        return find("apache2").or(() -> find("httpd")).orElseGet(() -> {
            install("apache2-bin", "Apache httpd");
            return find("apache2").orElseThrow(() -> new StageException("apache2-bin is installed, but there is no apache2."));
        });
    }

    static Optional<Path> find(String program) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static void install(String debianPackage, String what) {
        String command = "apt-get install -y --no-install-recommends " + debianPackage;
        boolean root = Account.isRoot();
        if (!root || find("apt-get").isEmpty()) {
            throw new StageException(what + " is missing. Install it with:\n  sudo " + command);
        }
        System.out.println("installing " + what + " (" + debianPackage + ")");
        try {
            Path log = Files.createTempFile("three-tier-install", ".log");
            new Command(log, List.of("apt-get", "update", "-q")).run("The list of packages could not be refreshed.");
            new Command(log, List.of(command.split(" "))).with("DEBIAN_FRONTEND", "noninteractive").run(what + " could not be installed.");
            Files.delete(log);
        } catch (IOException failure) {
            throw new StageException("Cannot write to the temporary folder: " + failure.getMessage(), failure);
        }
    }
}
