package threetier.command.stage;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** What to do about the usual reasons for a refusal. */
final class Advice {

    private static final List<Case> CASES = List.of(
            new Case(
                    "command denied to user",
                    "The application may only read and change rows. Put statements that change tables into a migration"
                            + " (--migrations), and switch off the generation of tables."),
            new Case("Table '.*' doesn't exist", "A migration must create this table (--migrations)."),
            new Case(
                    "Unsatisfied dependencies",
                    "No bean has this type: its class lacks a scope such as @ApplicationScoped, or its library is not in"
                            + " the WAR."),
            new Case("Ambiguous dependencies", "Several beans have this type: use a qualifier or @Alternative."),
            new Case(
                    "ConfigProperty (\\S+)",
                    "Set it as an environment variable of ./three-tier (dots become underscores), or in"
                            + " META-INF/microprofile-config.properties."),
            new Case("jmsra|JMS|jms", "Payara Micro has no JMS: remove message-driven beans, queues and topics."),
            new Case("[Tt]imer", "Write @Schedule(persistent = false), or new TimerConfig(info, false)."),
            new Case(
                    "there is no resource",
                    "The server has the data sources jdbc/writer, jdbc/reader and java:comp/DefaultDataSource. Change the"
                            + " name in the application."),
            new Case(
                    "unsupported major or minor version|more recent version of the Java Runtime",
                    "Compile for the Java of the app nodes, or set JAVA_HOME to a newer one."),
            new Case("class javax\\.", "This is Java EE 8; the server has Jakarta EE: rename javax to jakarta."),
            new Case("the class .* is missing", "Its library is missing in WEB-INF/lib."),
            new Case("Deployment descriptor file", "Repair this descriptor."));

    private Advice() {}

    /** What to do about this reason; empty if that is not known. */
    static Optional<String> on(String reason) {
        return CASES.stream().filter(one -> one.meets(reason)).findFirst().map(Case::advice);
    }

    private record Case(Pattern reason, String advice) {

        Case(String reason, String advice) {
            this(Pattern.compile(reason), advice);
        }

        boolean meets(String text) {
            return reason.matcher(text).find();
        }
    }
}
