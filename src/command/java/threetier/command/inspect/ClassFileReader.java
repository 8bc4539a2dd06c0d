package threetier.command.inspect;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads names and annotations from a class file (JVM specification, chapter 4). Java has an API for this from 24 on.
 */
final class ClassFileReader {

    private static final int MAGIC = 0xCAFEBABE;
    /** A class name of an API, alone or in a descriptor. */
    private static final Pattern API = Pattern.compile("(?:^|L)((?:javax|jakarta|java/sql)/[\\w/$]+)(?:;|$)");

    private final DataInputStream in;
    /** Text and numbers by index; the index of the name for a class. */
    private Object[] constants = {};

    private final List<Annotation> annotations = new ArrayList<>();

    private ClassFileReader(byte[] bytes) {
        in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** @throws ClassFormatException if the bytes are not a class file */
    static ClassFile read(byte[] bytes) throws ClassFormatException {
        try {
            return new ClassFileReader(bytes).read();
        } catch (IOException | ClassCastException | IndexOutOfBoundsException | NullPointerException invalid) {
            throw new ClassFormatException("not a class file", invalid);
        }
    }

    private ClassFile read() throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("the first bytes are wrong");
        }
        in.readUnsignedShort();
        int major = in.readUnsignedShort();
        readConstants();
        in.readUnsignedShort();
        String name = className(in.readUnsignedShort());
        String superclass = className(in.readUnsignedShort());
        in.skipNBytes(2L * in.readUnsignedShort());
        readMembers();
        readMembers();
        readAttributes("");
        return new ClassFile(name, major, superclass, references(), List.copyOf(annotations));
    }

    private void readConstants() throws IOException {
        constants = new Object[in.readUnsignedShort()];
        for (int i = 1; i < constants.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> constants[i] = in.readUTF();
                case 3 -> constants[i] = in.readInt();
                case 4 -> constants[i] = in.readFloat();
                // These two take two entries
                case 5 -> constants[i++] = in.readLong();
                case 6 -> constants[i++] = in.readDouble();
                case 7 -> constants[i] = new ClassName(in.readUnsignedShort());
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                case 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                default -> throw new IOException("unknown constant " + tag);
            }
        }
    }

    private void readMembers() throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            in.skipNBytes(4);
            readAttributes((String) constants[in.readUnsignedShort()]);
        }
    }

    private void readAttributes(String member) throws IOException {
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            Object name = constants[in.readUnsignedShort()];
            int length = in.readInt();
            if ("RuntimeVisibleAnnotations".equals(name)) {
                for (int each = in.readUnsignedShort(); each > 0; each--) {
                    readAnnotation(member);
                }
            } else {
                in.skipNBytes(length);
            }
        }
    }

    private void readAnnotation(String member) throws IOException {
        String descriptor = (String) constants[in.readUnsignedShort()];
        Map<String, String> values = new HashMap<>();
        for (int left = in.readUnsignedShort(); left > 0; left--) {
            String element = (String) constants[in.readUnsignedShort()];
            values.put(element, elementValue(member));
        }
        annotations.add(new Annotation(dotted(descriptor.substring(1, descriptor.length() - 1)), member, values));
    }

    private String elementValue(String member) throws IOException {
        int tag = in.readUnsignedByte();
        switch (tag) {
            case 'e' -> {
                in.skipNBytes(2);
                return text(in.readUnsignedShort());
            }
            case '@' -> {
                readAnnotation(member);
                return "";
            }
            case '[' -> {
                List<String> values = new ArrayList<>();
                for (int left = in.readUnsignedShort(); left > 0; left--) {
                    values.add(elementValue(member));
                }
                return String.join(",", values);
            }
            case 'Z' -> {
                return String.valueOf(!"0".equals(text(in.readUnsignedShort())));
            }
            default -> {
                return text(in.readUnsignedShort());
            }
        }
    }

    private String text(int index) {
        return String.valueOf(constants[index]);
    }

    /** Empty for index 0, which {@code Object} has as its superclass. */
    private String className(int index) {
        return index == 0 ? "" : dotted((String) constants[((ClassName) constants[index]).index()]);
    }

    private Set<String> references() {
        Set<String> references = new TreeSet<>();
        for (Object constant : constants) {
            if (constant instanceof String text) {
                for (Matcher api = API.matcher(text); api.find(); ) {
                    references.add(dotted(api.group(1)));
                }
            }
        }
        return references;
    }

    private static String dotted(String internal) {
        return internal.replace('/', '.');
    }

    private record ClassName(int index) {}
}
