package threetier.command.inspect;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The WAR itself, or a library in it.
 *
 * @param name of the library; empty for the WAR itself
 * @param names of all entries
 * @param descriptors XML files by name
 * @param broken XML files that are not well-formed, with the reason
 * @param classes without those for newer versions of Java
 */
record Part(
        String name,
        Set<String> names,
        Map<String, Descriptor> descriptors,
        Map<String, String> broken,
        List<ClassFile> classes) {

    /** Whether it is the WAR itself, not a library. */
    boolean own() {
        return name.isEmpty();
    }

    /** A descriptor, if it is there. */
    Optional<Descriptor> descriptor(String name) {
        return Optional.ofNullable(descriptors.get(name));
    }

    boolean has(String name) {
        return names.contains(name);
    }

    /** Where this class is, for a message. */
    String where(ClassFile one) {
        return own() ? one.name() : one.name() + " in " + name;
    }
}
