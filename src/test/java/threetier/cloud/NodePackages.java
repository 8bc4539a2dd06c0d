package threetier.cloud;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.yaml.snakeyaml.Yaml;

/**
 * The validators from npm packages, and the Node.js that runs them. {@code src/test/cloudformation} pins the versions.
 */
final class NodePackages {

    private static final Path SOURCE = Path.of("src", "test", "cloudformation");
    private static final Path HOME = Path.of("target", "cloudformation");

    private NodePackages() {}

    /**
     * Runs a script of a package set. Installs the set if it is missing or has changed.
     *
     * @param set subfolder of {@code src/test/cloudformation}, or empty for that folder itself
     * @param input JSON for the script's standard input
     * @return the script's JSON output
     * @throws IllegalStateException with a readable message if npm is missing or the script fails
     */
    static synchronized Object run(String set, String script, String input) {
        try (FileChannel channel = lock()) {
            channel.lock();
            install("");
            Path home = install(set);
            Files.copy(SOURCE.resolve(set).resolve(script), home.resolve(script), StandardCopyOption.REPLACE_EXISTING);
            return new Yaml()
                    .load(execute(
                            home,
                            input,
                            List.of(
                                    HOME.resolve("node_modules/.bin/node")
                                            .toAbsolutePath()
                                            .toString(),
                                    script)));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The file that only one JVM of the tests locks at a time. Closing it ends the lock. */
    private static FileChannel lock() throws IOException {
        Files.createDirectories(HOME);
        return FileChannel.open(HOME.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
    }

    /** A text as a JSON string. */
    static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars()
                .forEach(c -> json.append(
                        c < 0x20 || c == '"' || c == '\\' || c > 0x7e
                                ? String.format("\\u%04x", c)
                                : String.valueOf((char) c)));
        return json.append('"').toString();
    }

    private static Path install(String set) throws IOException {
        Path source = SOURCE.resolve(set);
        Path home = HOME.resolve(set);
        Path installed = home.resolve("installed");
        String wanted = Files.readString(source.resolve("package-lock.json"));
        if (Files.exists(installed) && Files.readString(installed).equals(wanted)) {
            return home;
        }
        if (Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
                .noneMatch(folder -> Files.isExecutable(Path.of(folder, "npm")))) {
            throw new IllegalStateException(
                    "npm is missing, and the checks of the templates are npm packages. Install it with:\n"
                            + "  apt-get install -y --no-install-recommends npm");
        }
        Files.createDirectories(home);
        for (String file : List.of("package.json", "package-lock.json", ".npmrc")) {
            if (Files.exists(source.resolve(file))) {
                Files.copy(source.resolve(file), home.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        System.out.println("installing the validators of the templates (npm ci in " + home + ")");
        execute(home, "", List.of("npm", "ci", "--loglevel=error"));
        Files.writeString(installed, wanted);
        return home;
    }

    private static String execute(Path folder, String input, List<String> command) throws IOException {
        Path errors = folder.resolve("errors.log");
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectError(errors.toFile())
                .start();
        CompletableFuture<Void> writing = CompletableFuture.runAsync(() -> {
            try (OutputStream stdin = process.getOutputStream()) {
                stdin.write(input.getBytes(StandardCharsets.UTF_8));
            } catch (IOException closed) {
                // The program has ended early; its exit code gives the reason
            }
        });
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        writing.join();
        try {
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        String.join(" ", command) + " failed in " + folder + ":\n" + output + Files.readString(errors));
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(interrupted);
        }
        return output;
    }
}
