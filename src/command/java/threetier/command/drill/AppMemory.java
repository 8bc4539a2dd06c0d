package threetier.command.drill;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import threetier.command.process.Node;
import threetier.command.stage.Shape;
import threetier.command.stage.Stage;

/** The memory of app nodes, measured as their resident set size. */
final class AppMemory {

    /** The most memory of a node outside the Java heap, in MiB: classes, compiled code, threads and buffers. */
    private static final long BEYOND_HEAP_MEBIBYTES = 384;

    private AppMemory() {}

    /** The upper bound for an app node of this shape. */
    static long boundMebibytes(Shape shape) {
        return Long.parseLong(shape.heap().replace("m", "")) + BEYOND_HEAP_MEBIBYTES;
    }

    /** The memory of the largest app node. */
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
