package threetier.command.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import javax.tools.ToolProvider;

/** A WAR whose classes are sources in a test. */
final class SmallWar {

    private final Path folder;
    private final Map<String, byte[]> entries = new LinkedHashMap<>();
    private final List<String> sources = new ArrayList<>();

    /** @param folder for the files of this WAR only */
    SmallWar(Path folder) {
        this.folder = folder;
        entry("WEB-INF/beans.xml", "");
    }

    /** Adds a text file. */
    SmallWar entry(String name, String content) {
        entries.put(name, content.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** Adds a library with these entries. */
    SmallWar library(String name, Map<String, byte[]> content) throws IOException {
        entries.put("WEB-INF/lib/" + name, Files.readAllBytes(archive(folder.resolve(name), content)));
        return this;
    }

    /** Adds a class of the package {@code app}. */
    SmallWar source(String source) {
        return stub("package app;\n" + source);
    }

    /** Compiles a class of another package too, but does not add it. */
    SmallWar stub(String source) {
        sources.add(source);
        return this;
    }

    /** The compiled classes of the package {@code app}, as entries of an archive. */
    Map<String, byte[]> classes() throws IOException {
        Path out = folder.resolve("classes");
        String path = System.getProperty("java.class.path");
        List<String> arguments =
                new ArrayList<>(List.of("-proc:none", "-nowarn", "--release", "17", "-cp", path, "-d", out.toString()));
        for (String source : sources) {
            arguments.add(saved(source).toString());
        }
        assertEquals(0, ToolProvider.getSystemJavaCompiler().run(null, null, null, arguments.toArray(String[]::new)));
        Map<String, byte[]> classes = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(out.resolve("app"))) {
            for (Path file : files.toList()) {
                classes.put("app/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        return classes;
    }

    /** Writes the WAR. */
    Path war() throws IOException {
        if (!sources.isEmpty()) {
            classes().forEach((name, bytes) -> entries.put("WEB-INF/classes/" + name, bytes));
        }
        return archive(folder.resolve("small.war"), entries);
    }

    /** Writes an archive with these entries. */
    static Path archive(Path file, Map<String, byte[]> entries) throws IOException {
        try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(file))) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        }
        return file;
    }

    private Path saved(String source) throws IOException {
        String name = source.replaceFirst("(?s).*?\\b(?:class|interface) (\\w+).*", "$1");
        String ofPackage = source.replaceFirst("(?s)package ([\\w.]+);.*", "$1").replace('.', '/');
        Path file = folder.resolve("sources").resolve(ofPackage).resolve(name + ".java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, source);
    }
}
