package threetier.command.inspect;

import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * The facts of a compiled class that the rules use.
 *
 * @param name with dots
 * @param major version of the format: Java 17 writes 61
 * @param superclass with dots; empty for {@code java.lang.Object}
 * @param references names, with dots, of the classes of {@code java.sql}, {@code javax} and {@code jakarta} that it
 *     uses
 * @param annotations of the class, its fields and methods, also nested ones
 */
record ClassFile(String name, int major, String superclass, Set<String> references, List<Annotation> annotations) {

    /** The first Java has version 45. */
    private static final int BEFORE_JAVA_1 = 44;

    /** The oldest Java that runs this class. */
    int java() {
        return major - BEFORE_JAVA_1;
    }

    /** The annotations of these types. */
    Stream<Annotation> annotated(String... types) {
        return annotations.stream().filter(annotation -> Arrays.asList(types).contains(annotation.type()));
    }

    /** Whether it has an annotation of one of these types. */
    boolean isAnnotated(String... types) {
        return annotated(types).findAny().isPresent();
    }

    /** Whether it uses the class of this name, or a class in the package of this name. */
    boolean uses(String name) {
        return references.stream().anyMatch(one -> one.equals(name) || one.startsWith(name + "."));
    }
}
