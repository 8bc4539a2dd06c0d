package threetier.command.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import threetier.command.process.Node;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.stage.Stage;

/** The limits of this machine: each part alone, with answers of the same length as the answers of the application. */
final class Limits {

    /**
     * The largest answer, in bytes, that HAProxy sends from memory. With its headers it fits into a buffer of 16 KB.
     */
    private static final long LARGEST_IN_MEMORY = 12_000;

    private final Stage stage;
    private final Folders folders;

    Limits(Stage stage, Folders folders) {
        this.stage = stage;
        this.folders = folders;
    }

    /** Starts the limit targets. The answers of these cells must already exist as files. */
    List<Target> start(List<Cell> cells) {
        int memoryPort = Ports.free();
        Map<String, String> environment = new HashMap<>();
        environment.put("BENCH_DOCUMENTS", folders.documents().toString());
        environment.put("MEMORY_PORT", Integer.toString(memoryPort));
        Node files = Httpd.start(stage, folders, "limit-file", "limits/static.conf", environment);
        environment.put("STATIC_PORT", Integer.toString(files.port()));
        Node memory = stage.startBeside(
                "limit-memory",
                memoryPort,
                new Program(
                                Tools.haproxy().toString(),
                                "-db",
                                "-f",
                                configuration(cells).toString())
                        .with(environment));
        Node proxy = Httpd.start(stage, folders, "limit-proxy", "limits/proxy.conf", environment);
        return List.of(
                new Limit("httpd: file", List.of(), List.of(files), cell -> files.url() + "/" + cell.file()),
                new Limit(
                        "httpd: proxy",
                        List.of(memory, files),
                        List.of(proxy),
                        cell -> proxy.url() + (inMemory(cell) ? "/memory/" : "/file/") + cell.file()),
                new DatabaseAlone(stage, "database", 1),
                new DatabaseAlone(stage, "database, 100 rows", 100));
    }

    private Path configuration(List<Cell> cells) {
        Path file = folders.run("limit-memory").resolve("haproxy.cfg");
        try {
            Files.writeString(
                    file,
                    Files.readString(folders.bench().resolve("limits/haproxy.cfg"))
                            + cells.stream()
                                    .filter(this::inMemory)
                                    .map(cell ->
                                            "    http-request return status 200 content-type application/json file \""
                                                    + folders.document(cell) + "\" if { path /" + cell.file() + " }\n")
                                    .collect(Collectors.joining()));
            return file;
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private boolean inMemory(Cell cell) {
        return folders.document(cell).toFile().length() <= LARGEST_IN_MEMORY;
    }
}
