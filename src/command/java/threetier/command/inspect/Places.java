package threetier.command.inspect;

import java.util.Collection;
import java.util.List;

/** Names the places where something was found. */
final class Places {

    private static final int NAMED = 2;

    private Places() {}

    /** Their names, like {@link #of}. */
    static String ofClasses(Collection<ClassFile> all) {
        return of(all.stream().map(ClassFile::name).toList());
    }

    /** The first two, and how many others there are: {@code a.B, a.C and 3 others}. */
    static String of(Collection<String> all) {
        List<String> names = all.stream().distinct().sorted().toList();
        int others = names.size() - NAMED;
        return String.join(", ", names.subList(0, Math.min(NAMED, names.size())))
                + (others > 0 ? " and " + others + (others == 1 ? " other" : " others") : "");
    }
}
