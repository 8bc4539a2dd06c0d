package threetier.command.inspect;

import java.util.List;

/** Whether the server may replicate the sessions of an application. */
final class Distribution {

    private static final String MARK = "distributable";

    private Distribution() {}

    /**
     * What is missing, for a message; empty if nothing is. Each library with a {@code web-fragment.xml} must be
     * distributable too, unless {@code web.xml} names the fragments that count (Jakarta Servlet 6.0, 8.2.3).
     */
    static String lack(War war) {
        List<Descriptor> web = war.own().descriptor("WEB-INF/web.xml").stream().toList();
        if (web.stream().noneMatch(one -> one.all(MARK).findAny().isPresent())) {
            return "<distributable/> in web.xml";
        }
        List<String> fragments = war.libraries()
                .filter(library -> library.descriptor("META-INF/web-fragment.xml")
                        .filter(fragment -> fragment.all(MARK).findAny().isEmpty())
                        .isPresent())
                .map(Part::name)
                .toList();
        boolean ordered = web.stream()
                .anyMatch(one -> one.all("absolute-ordering").findAny().isPresent());
        return fragments.isEmpty() || ordered
                ? ""
                : "<absolute-ordering/> in web.xml, because the web-fragment.xml of " + Places.of(fragments)
                        + " is not distributable";
    }
}
