package threetier.command.inspect;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import threetier.command.error.CommandException;

/**
 * What descriptors and classes say about a WAR.
 *
 * @param war the file
 * @param findings the most serious first
 * @param database whether the WAR uses a data source
 * @param sessions the value of {@code --sessions} that the WAR needs with several app nodes; empty if it has no
 *     sessions
 */
public record Inspection(Path war, List<WarFinding> findings, boolean database, String sessions) {

    /** The largest body of a request in bytes that {@code up} sets for another application, unless told otherwise. */
    public static final long BODY_LIMIT = 10_000_000;

    private static final List<WarRule> RULES = List.of(
            new Descriptors(),
            new ClassVersions(),
            new JavaEe(),
            new JakartaEe11(),
            new Messaging(),
            new Timers(),
            new UnknownDataSources(),
            new OwnDataSources(),
            new Persistence(),
            new StartCode(),
            new Realm(),
            new WebSockets(),
            new LongRequests(),
            new Uploads(),
            new Confidential(),
            new SessionState(),
            new OtherServers());

    /** @throws CommandException if there is no such file, or if it is not an archive */
    public static Inspection of(Path war, AppNodes nodes) {
        return switch (ArchiveKind.of(war)) {
            case EAR ->
                refused(
                        war,
                        "This is an EAR. Take the WAR out of it (" + ArchiveKind.warsIn(war)
                                + "), with the EAR's other modules as JARs in its WEB-INF/lib.");
            case JAR ->
                refused(war, "This is a JAR without WEB-INF. Build a WAR: <packaging>war</packaging> in a pom.xml.");
            case WAR -> of(war, War.read(war), nodes);
        };
    }

    private static Inspection of(Path file, War war, AppNodes nodes) {
        List<WarFinding> findings = RULES.stream()
                .flatMap(rule -> rule.check(war, nodes))
                .sorted(Comparator.comparing(WarFinding::severity))
                .toList();
        boolean database = war.descriptors("persistence.xml").findAny().isPresent()
                || war.ownClasses().stream().anyMatch(one -> one.uses("javax.sql.DataSource"));
        return new Inspection(file, findings, database, SessionState.proposal(war, nodes));
    }

    private static Inspection refused(Path war, String reason) {
        return new Inspection(war, List.of(WarFinding.impossible(reason)), false, "");
    }

    /** The environment variables that the findings name, each followed by a space. */
    public String variables() {
        return findings.stream()
                .map(WarFinding::variable)
                .filter(variable -> !variable.isEmpty())
                .distinct()
                .map(variable -> variable + " ")
                .collect(Collectors.joining());
    }

    /**
     * Says what the WAR needs, before anything is raised.
     *
     * @param force whether to go on although something cannot work
     * @throws CommandException if something cannot work
     */
    public void report(boolean force, Consumer<WarFinding> out) {
        findings.forEach(out);
        if (impossible() && !force) {
            throw new CommandException(
                    "Something in " + war + " cannot work, see above. --force goes on all the same.");
        }
    }

    /** Whether something cannot work. */
    public boolean impossible() {
        return findings.stream().anyMatch(finding -> finding.severity() == WarFinding.Severity.IMPOSSIBLE);
    }
}
