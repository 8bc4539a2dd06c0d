package threetier.stage;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** Programs that the stage needs and Maven cannot bring. */
public final class Tools {

    /** Directories where servers live and which a user's PATH may lack. */
    private static final List<String> SYSTEM_DIRECTORIES = List.of("/usr/local/sbin", "/usr/sbin", "/sbin");

    /** The server alone: unlike apache2 it starts no service. */
    private static final String HTTPD_PACKAGE = "apache2-bin";

    private Tools() {
    }

    /** The web server: Debian calls it apache2, everybody else httpd. */
    public static Path httpd() {
        return find("apache2").or(() -> find("httpd"))
                .orElseThrow(() -> new StageException("Apache httpd is missing. Install it with:\n  " + installing(HTTPD_PACKAGE)));
    }

    /** Stands in for the cloud's load balancers where a tier has several nodes. */
    public static Path haproxy() {
        return find("haproxy").orElseThrow(() -> new StageException("HAProxy is missing. Install it with:\n  " + installing("haproxy")));
    }

    /** The browser of the tests. */
    public static Path chromium() {
        return findBrowser().orElseThrow(
                () -> new StageException("Chromium is missing, which the browser tests need. Install it with:\n  " + installing("chromium")));
    }

    /** Installs it where it is missing and that is possible; else says how. */
    static void installBrowser() {
        if (Account.isRoot() && find("apt-get").isPresent() && findBrowser().isEmpty()) {
            install("Chromium", "chromium");
        }
        chromium();
    }

    /**
     * Installs what is missing where that is possible; else says what to install.
     *
     * @param balancers whether load balancers are needed too
     */
    static void install(boolean balancers) {
        boolean possible = Account.isRoot() && find("apt-get").isPresent();
        if (possible && find("apache2").or(() -> find("httpd")).isEmpty()) {
            install("Apache httpd", HTTPD_PACKAGE);
        }
        if (possible && balancers && find("haproxy").isEmpty()) {
            install("HAProxy", "haproxy");
        }
        httpd();
        if (balancers) {
            haproxy();
        }
        if (!Engine.isMySql()) {
            MariaDb.locate();
        }
    }

    /**
     * Makes sure that there is a container engine with an image of MySQL, and says on the terminal what that takes.
     *
     * @return the image's name
     */
    static String mySqlImage(Workspace workspace) {
        try {
            Process script = new ProcessBuilder(workspace.project().resolve("src/test/mysql/mysql-image").toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
            String image = new String(script.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            if (script.waitFor() != 0) {
                throw new StageException("MySQL needs a container engine and an image, see above. MariaDB needs neither: leave --database out.");
            }
            return image;
        } catch (IOException failure) {
            throw new StageException("Cannot run src/test/mysql/mysql-image: " + failure.getMessage(), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StageException("Interrupted");
        }
    }

    private static Optional<Path> findBrowser() {
        return find("chromium").or(() -> find("google-chrome"));
    }

    /**
     * Installs what is missing where that is possible.
     *
     * @param debianPackages what brings it
     * @throws StageException that says what to install, when it is missing afterwards
     */
    public static void need(String what, BooleanSupplier present, String... debianPackages) {
        if (!present.getAsBoolean() && Account.isRoot() && find("apt-get").isPresent()) {
            install(what, debianPackages);
        }
        if (!present.getAsBoolean()) {
            throw new StageException(what + " is missing. Install it with:\n  " + installing(String.join(" ", debianPackages)));
        }
    }

    /** Where a program is, on the path or among the servers. */
    public static Optional<Path> find(String program) {
        return Stream.concat(Arrays.stream(System.getenv("PATH").split(File.pathSeparator)), SYSTEM_DIRECTORIES.stream())
                .map(directory -> Path.of(directory, program))
                .filter(Files::isExecutable)
                .findFirst();
    }

    private static String installing(String debianPackage) {
        return (Account.isRoot() ? "" : "sudo ") + "apt-get install -y --no-install-recommends " + debianPackage;
    }

    private static void install(String what, String... debianPackages) {
        System.out.println("installing " + what + " (" + String.join(", ", debianPackages) + ")");
        try {
            Path log = Files.createTempFile("three-tier-install", ".log");
            new Command(log, List.of("apt-get", "update", "-q")).run("The list of packages could not be refreshed.");
            List<String> install = new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
            install.addAll(List.of(debianPackages));
            new Command(log, install)
                    .with("DEBIAN_FRONTEND", "noninteractive").run(what + " could not be installed.");
            Files.delete(log);
            Files.deleteIfExists(log.resolveSibling(log.getFileName() + ".1"));
        } catch (IOException failure) {
            throw new StageException("Cannot write to the temporary folder: " + failure.getMessage(), failure);
        }
    }
}
