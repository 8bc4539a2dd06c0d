package threetier.command.inspect;

import java.util.Map;

/**
 * An annotation in a class file.
 *
 * @param type class name with dots
 * @param member descriptor of the annotated field or method; empty for a class
 * @param values by element name; an array is joined by commas, nested annotations are left out
 */
record Annotation(String type, String member, Map<String, String> values) {

    /** The value of an element; empty if the source leaves it out. */
    String value(String element) {
        return values.getOrDefault(element, "");
    }
}
