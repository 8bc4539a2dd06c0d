package threetier.command.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threetier.command.process.Node;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/** Memory of app nodes, by what the system has given them (the resident set). */
final class AppMemory {

    /** What a node takes beyond its Java heap: classes, compiled code, threads, buffers. */
    private static final long BEYOND_HEAP_MEBIBYTES = 384;

    private AppMemory() {}

    /** What an app node of this shape may take. */
    static long boundMebibytes(Shape shape) {
        return Long.parseLong(shape.heap().replace("m", "")) + BEYOND_HEAP_MEBIBYTES;
    }

    /** What the largest app node takes now. */
    static long mostMebibytes(Stage stage, Shape shape) {
        return IntStream.rangeClosed(1, shape.app())
                .mapToLong(i -> mebibytes(stage.node("app-" + i)))
                .max()
                .orElse(0);
    }

    private static long mebibytes(Node node) {
        return node.processes().mapToLong(process -> kibibytes(process.pid())).sum() / 1024;
    }

    private static long kibibytes(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc/" + pid + "/status"))) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (IOException ended) {
            return 0;
        }
    }
}
