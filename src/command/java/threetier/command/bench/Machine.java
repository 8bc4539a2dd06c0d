package threetier.command.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** The machine of the measurement. */
final class Machine {

    private Machine() {}

    /** A line with the processors, the memory, the operating system and the Java version. */
    static String describe() {
        return String.format(
                Locale.ROOT,
                "%d × %s, %.0f GB, Linux %s, Java %s",
                Runtime.getRuntime().availableProcessors(),
                value("/proc/cpuinfo", "model name"),
                Long.parseLong(value("/proc/meminfo", "MemTotal").replaceAll("\\D", "")) / 1_048_576.0,
                System.getProperty("os.version"),
                System.getProperty("java.version"));
    }

    private static String value(String file, String name) {
        try {
            return Files.readAllLines(Path.of(file)).stream()
                    .filter(line -> line.startsWith(name))
                    .findFirst()
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .orElse("0");
        } catch (IOException unknown) {
            return "0";
        }
    }
}
