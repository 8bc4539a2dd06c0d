package threetier.command.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * An account whose stacks remember their parameters, as CloudFormation does. Its program takes the place of that of
 * {@link FakeAws}, which still answers all other commands under the name {@code recorded}.
 */
abstract class PlayedAccount {

    private final Path folder;

    /**
     * @param folder the folder of a {@link FakeAws}
     * @param script the program
     */
    PlayedAccount(Path folder, String script) {
        this.folder = folder;
        try {
            Files.move(folder.resolve("aws"), folder.resolve("recorded"), StandardCopyOption.REPLACE_EXISTING);
            Files.writeString(folder.resolve("aws"), script);
            Files.setPosixFilePermissions(folder.resolve("aws"), PosixFilePermissions.fromString("rwxr-xr-x"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** Makes a stack that has these parameters. */
    void stack(String name, Map<String, String> parameters) {
        write(name + ".status", "UPDATE_COMPLETE\n");
        write(
                name + ".now",
                new TreeMap<>(parameters)
                        .entrySet().stream()
                                .map(parameter -> parameter.getKey() + "=" + parameter.getValue() + "\n")
                                .collect(Collectors.joining()));
    }

    /** A parameter of the last deployment of a stack; empty if it has none. */
    String parameter(String name, String parameter) {
        return lines(name + ".now").stream()
                .filter(line -> line.startsWith(parameter + "="))
                .map(line -> line.substring(parameter.length() + 1))
                .findFirst()
                .orElse("");
    }

    /** What happened so far, in order. */
    List<String> journal() {
        return lines("journal").stream().map(String::strip).toList();
    }

    boolean exists(String file) {
        return Files.exists(folder.resolve(file));
    }

    void delete(String file) {
        folder.resolve(file).toFile().delete();
    }

    List<String> lines(String file) {
        try {
            return exists(file) ? Files.readAllLines(folder.resolve(file)) : List.of();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void write(String file, String content) {
        try {
            Files.writeString(folder.resolve(file), content);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
