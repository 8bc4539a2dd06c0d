package threetier.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a database user may do: privileges by the object to which they apply. */
final class Grants {

    private static final Pattern LISTED = Pattern.compile("GRANT ([A-Z_ ,]+) ON (.+?) TO `.*");
    private static final Set<String> CHANGES = Set.of("INSERT", "UPDATE", "DELETE", "ALL PRIVILEGES");

    private final Map<String, Set<String>> privileges = new TreeMap<>();
    private boolean revocable = true;

    /** @param object the part of a GRANT statement after {@code ON} */
    void add(Collection<String> more, String object) {
        privileges.computeIfAbsent(object, key -> new TreeSet<>()).addAll(more);
    }

    /** Adds a line of {@code SHOW GRANTS}. */
    void addListed(String line) {
        Matcher grant = LISTED.matcher(line);
        if (!grant.matches()
                || line.endsWith(" WITH GRANT OPTION")
                || grant.group(1).equals("ALL PRIVILEGES")) {
            revocable = false;
        }
        // Every user has the privilege USAGE, which only permits the login
        if (grant.matches() && !grant.group(1).equals("USAGE")) {
            add(List.of(grant.group(1).split(", ?")), grant.group(2));
        }
    }

    /**
     * Whether each privilege can be revoked by itself. This is not so for all privileges together, for those of a
     * column and for roles.
     */
    boolean revocable() {
        return revocable;
    }

    boolean has(String privilege, String object) {
        return privileges.getOrDefault(object, Set.of()).contains(privilege);
    }

    /** Whether any privilege changes rows. */
    boolean permitsChanges() {
        return privileges.values().stream().flatMap(Set::stream).anyMatch(CHANGES::contains);
    }

    /** The privileges that others do not have, as parts of a GRANT or REVOKE statement: {@code SELECT ON object}. */
    List<String> without(Grants others) {
        List<String> parts = new ArrayList<>();
        privileges.forEach((object, own) -> {
            Set<String> more = new TreeSet<>(own);
            more.removeAll(others.privileges.getOrDefault(object, Set.of()));
            if (!more.isEmpty()) {
                parts.add(String.join(", ", more) + " ON " + object);
            }
        });
        return parts;
    }
}
