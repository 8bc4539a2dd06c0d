package threetier.command.inspect;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;

/** Reads the entries of a WAR, or of a library in it. */
final class PartReader {

    /** Where the server looks for descriptors, and those of them that the rules read. */
    private static final Pattern DESCRIPTOR = Pattern.compile("(?:WEB-INF/|(?:WEB-INF/classes/)?META-INF/)"
            + "(?:web|web-fragment|beans|ejb-jar|persistence|faces-config|glassfish-web|payara-web|glassfish-resources|payara-resources)"
            + "\\.xml");

    private static final String CLASSES = "WEB-INF/classes/";

    private final String library;
    private final Set<String> names = new TreeSet<>();
    private final Map<String, Descriptor> descriptors = new HashMap<>();
    private final Map<String, String> broken = new HashMap<>();
    private final List<ClassFile> classes = new ArrayList<>();

    /** @param library its name; empty for the WAR itself */
    PartReader(String library) {
        this.library = library;
    }

    /** Takes the next entry. */
    void read(String name, InputStream content) throws IOException {
        names.add(name);
        if (DESCRIPTOR.matcher(name).matches()) {
            parse(name, content.readAllBytes());
        } else if (isClass(name)) {
            try {
                classes.add(ClassFileReader.read(content.readAllBytes()));
            } catch (ClassFormatException template) {
                // Some libraries contain templates of classes
            }
        }
    }

    Part part() {
        return new Part(library, names, descriptors, broken, classes);
    }

    /** The server accepts a file without content, such as an empty beans.xml. */
    private void parse(String name, byte[] bytes) {
        try {
            if (bytes.length > 0) {
                descriptors.put(name, Descriptor.parse(bytes));
            }
        } catch (SAXParseException malformed) {
            broken.put(name, "line " + malformed.getLineNumber() + ": " + malformed.getMessage());
        } catch (SAXException unreadable) {
            broken.put(name, unreadable.getMessage());
        }
    }

    /** Leaves out classes for newer versions of Java (multi-release JAR): an older Java does not read them. */
    private boolean isClass(String name) {
        return name.endsWith(".class")
                && !name.endsWith("module-info.class")
                && !name.contains("META-INF/versions/")
                && (!library.isEmpty() || name.startsWith(CLASSES));
    }
}
