package threetier.command.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** Uploads of files. The web tier limits the body of a request. */
final class Uploads implements WarRule {

    private static final String MULTIPART = "jakarta.servlet.annotation.MultipartConfig";

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        List<String> users = new ArrayList<>(war.ownClasses().stream()
                .filter(one -> one.uses("jakarta.servlet.http.Part")
                        || one.uses("jakarta.ws.rs.core.EntityPart")
                        || one.annotated(MULTIPART).findAny().isPresent())
                .map(ClassFile::name)
                .toList());
        if (war.descriptors("web.xml")
                .flatMap(web -> web.all("multipart-config"))
                .findAny()
                .isPresent()) {
            users.add("web.xml");
        }
        if (users.isEmpty()) {
            return Stream.empty();
        }
        String variable =
                "BODY_LIMIT=" + Math.max(Inspection.BODY_LIMIT, largest(war).orElse(0));
        return Stream.of(WarFinding.setting(
                Places.of(users) + ", uploads: " + variable
                        + " is the largest body in bytes. CHUNKED_LIMIT=1000000 also"
                        + " lets in bodies that do not announce their length.",
                variable));
    }

    /** The largest request that the application itself takes. */
    private static OptionalLong largest(War war) {
        return Stream.concat(
                        war.annotated(MULTIPART).map(one -> one.value("maxRequestSize")),
                        war.descriptors("web.xml").flatMap(web -> web.text("max-request-size").stream()))
                .filter(size -> size.matches("[1-9]\\d{0,9}"))
                .mapToLong(Long::parseLong)
                .max();
    }
}
