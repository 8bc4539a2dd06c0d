package threetier.command.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import threetier.command.error.CommandException;

/** Finds the programs that Maven cannot provide, and installs them where possible. */
public final class Tools {

    private Tools() {}

    /** The web server. Its program is named apache2 on Debian and httpd on other systems. */
    public static Path httpd() {
        // The package contains only the server. Unlike the package apache2, it starts no service
        return found("Apache httpd", () -> findFirst("apache2", "httpd"), "apache2-bin");
    }

    /** HAProxy. It takes the place of the load balancers on AWS if a tier has several nodes. */
    public static Path haproxy() {
        return found("HAProxy", () -> findFirst("haproxy"), "haproxy");
    }

    /** Varnish. With HAProxy, it takes the place of CloudFront. */
    public static Path varnish() {
        return found("Varnish", () -> findFirst("varnishd"), "varnish");
    }

    /** The browser for the tests. */
    public static Path chromium() {
        return found("Chromium", () -> findFirst("chromium", "google-chrome"), "chromium");
    }

    /**
     * Installs a missing program where possible.
     *
     * @param debianPackages the packages that contain the program
     * @throws CommandException with installation instructions if the program is still missing
     */
    public static void need(String what, BooleanSupplier present, String... debianPackages) {
        found(what, () -> present.getAsBoolean() ? Optional.of(Path.of("")) : Optional.empty(), debianPackages);
    }

    private interface Search {

        Optional<Path> find();
    }

    private static Path found(String what, Search search, String... debianPackages) {
        if (search.find().isEmpty()
                && Account.isRoot()
                && Executables.find("apt-get").isPresent()) {
            install(what, debianPackages);
        }
        return search.find()
                .orElseThrow(() -> new CommandException(
                        what + " is missing. Install it with:\n  " + (Account.isRoot() ? "" : "sudo ")
                                + "apt-get install -y --no-install-recommends " + String.join(" ", debianPackages)));
    }

    private static Optional<Path> findFirst(String... names) {
        for (String name : names) {
            Optional<Path> found = Executables.find(name);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static void install(String what, String... debianPackages) {
        System.out.println("installing " + what + " (" + String.join(", ", debianPackages) + ")");
        try {
            Path folder = Files.createTempDirectory("three-tier-install");
            Path log = folder.resolve("log");
            new Program("apt-get", "update", "-q").run(log, "The package lists could not be updated.");
            List<String> install =
                    new ArrayList<>(List.of("apt-get", "install", "-y", "-q", "--no-install-recommends"));
            install.addAll(List.of(debianPackages));
            new Program(install).with("DEBIAN_FRONTEND", "noninteractive").run(log, what + " could not be installed.");
            Workspace.delete(folder);
        } catch (IOException failure) {
            throw new CommandException("Cannot write to the temporary folder: " + failure.getMessage(), failure);
        }
    }
}
