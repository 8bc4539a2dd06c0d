package threetier.command.inspect;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.error.CommandException;
import threetier.command.inspect.WarFinding.Severity;

/** What {@code ./three-tier inspect} finds in small WARs, and what it leaves alone. */
class InspectionTest {

    private static final AppNodes HERE = new AppNodes("6", 25, false, "none");
    private static final String WEB = "WEB-INF/web.xml";

    @TempDir
    private Path folder;

    static Stream<Arguments> classes() {
        return Stream.of(
                arguments(
                        "@jakarta.ejb.MessageDriven public class A {}",
                        Severity.IMPOSSIBLE,
                        "app.A, message-driven: Payara Micro has no JMS."),
                arguments(
                        "public class A { @jakarta.inject.Inject jakarta.jms.JMSContext context; }",
                        Severity.IMPOSSIBLE,
                        "app.A, sends or receives messages: Payara Micro has no JMS."),
                arguments(
                        "public class A { @jakarta.ejb.Schedule(hour = \"1\") void t() {} }",
                        Severity.IMPOSSIBLE,
                        "app.A: persistent timers"),
                arguments(
                        "public class A { @jakarta.ejb.Schedules(@jakarta.ejb.Schedule(hour = \"1\")) void t() {} }",
                        Severity.IMPOSSIBLE,
                        "app.A: persistent timers"),
                arguments(
                        "public class A { @jakarta.annotation.Resource(lookup = \"java:jboss/x\") javax.sql.DataSource d; }",
                        Severity.IMPOSSIBLE,
                        "data source java:jboss/x: does not exist here."),
                arguments(
                        "public class A { @jakarta.annotation.Resource(name = \"jdbc/shop\") javax.sql.DataSource d; }",
                        Severity.IMPOSSIBLE,
                        "data source jdbc/shop: does not exist here."),
                arguments(
                        "@jakarta.websocket.server.ServerEndpoint(\"/ws\") public class A {}",
                        Severity.SETTING,
                        "app.A, WebSocket: HTTP between the tiers"),
                arguments(
                        "public abstract class A extends jakarta.websocket.Endpoint {}",
                        Severity.SETTING,
                        "app.A, WebSocket: HTTP between the tiers"),
                arguments(
                        "@jakarta.enterprise.context.SessionScoped public class A {}",
                        Severity.SETTING,
                        "app.A, sessions: with several app nodes"),
                arguments(
                        "public class A { Object o(jakarta.servlet.http.HttpServletRequest r) { return r.getSession(); } }",
                        Severity.SETTING,
                        "app.A, sessions: with several app nodes"),
                arguments(
                        "public class A { @jakarta.inject.Inject jakarta.faces.context.FacesContext context; }",
                        Severity.SETTING,
                        "Faces, sessions: with several app nodes"),
                arguments(
                        "public class A { @jakarta.annotation.Resource jakarta.ejb.TimerService timers; }",
                        Severity.SETTING,
                        "app.A: persistent timers"),
                arguments(
                        "@jakarta.annotation.sql.DataSourceDefinition(name = \"java:app/own\", className = \"x\")"
                                + " public class A {}",
                        Severity.SETTING,
                        "data source java:app/own: a database beside those of the tiers"),
                arguments(
                        "public class A { java.sql.Connection c() throws java.sql.SQLException {"
                                + " return java.sql.DriverManager.getConnection(\"jdbc:h2:mem:a\"); } }",
                        Severity.SETTING,
                        "app.A, opens connections: a database beside those of the tiers"));
    }

    @ParameterizedTest
    @MethodSource("classes")
    void whatAClassNeedsIsSaid(String source, Severity severity, String said) throws IOException {
        WarFinding finding = only(new SmallWar(folder).source(source));
        assertEquals(severity, finding.severity());
        assertTrue(finding.text().startsWith(said), finding.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "public class A { @jakarta.ejb.Schedule(hour = \"1\", persistent = false) void t() {} }",
                "public class A { @jakarta.annotation.Resource javax.sql.DataSource d; }",
                "public class A { @jakarta.annotation.Resource(lookup = \"jdbc/reader\") javax.sql.DataSource d; }",
                "public class A { javax.transaction.xa.Xid id; javax.crypto.Cipher c; javax.naming.Context n; }",
                "public class A { String text = \"jakarta.jms\"; long number = 5L; double other = 0.5; }",
                "@jakarta.ws.rs.Path(\"/a\") @jakarta.enterprise.context.RequestScoped public class A {}"
            })
    void whatWorksIsNotMentioned(String source) throws IOException {
        assertEquals(List.of(), findings(new SmallWar(folder).source(source), HERE));
    }

    @Test
    void javaEe8IsNamedWithItsPackages() throws IOException {
        SmallWar war = new SmallWar(folder)
                .stub("package javax.servlet.http; public class HttpServlet {}")
                .stub("package javax.ws.rs; public @interface Path {}")
                .source("@javax.ws.rs.Path public class Old extends javax.servlet.http.HttpServlet {}");
        String text = only(war).text();
        assertTrue(text.startsWith("app.Old: javax.servlet, javax.ws.rs of Java EE 8"), text);
    }

    /** A library may need Java EE only in a part that the application does not use. */
    @Test
    void javaEe8InALibraryIsAHint() throws IOException {
        SmallWar old = new SmallWar(Files.createDirectory(folder.resolve("old")))
                .stub("package javax.servlet.http; public class HttpServlet {}")
                .source("public class Old extends javax.servlet.http.HttpServlet {}");
        WarFinding finding = only(new SmallWar(folder).library("old-1.jar", old.classes()));
        assertEquals(Severity.HINT, finding.severity());
        assertTrue(finding.text().startsWith("old-1.jar: for Java EE 8."), finding.text());
    }

    @ParameterizedTest
    @CsvSource({
        "web.xml, 6.1, 1",
        "web.xml, 6.0, 0",
        "persistence.xml, 3.2, 1",
        "beans.xml, 4.1, 1",
        "beans.xml, 4.0, 0"
    })
    void jakartaEe11NeedsPayara7(String descriptor, String version, int count) throws IOException {
        SmallWar war = new SmallWar(folder).entry("WEB-INF/" + descriptor, "<x version=\"" + version + "\"/>");
        List<WarFinding> findings = findings(war, HERE);
        assertEquals(count, findings.size());
        assertTrue(findings.stream()
                .allMatch(finding -> finding.variable().startsWith("PAYARA_VERSION=7.")
                        && finding.text().startsWith(descriptor + ": its version ")));
        assertEquals(List.of(), findings(war, new AppNodes("7", 25, false, "none")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "@jakarta.ejb.Singleton @jakarta.ejb.Startup public class A {}",
                "public class A { void at(@jakarta.enterprise.event.Observes jakarta.enterprise.event.Startup start) {} }"
            })
    void codeThatRunsAtEachStartIsAHint(String source) throws IOException {
        WarFinding finding = only(new SmallWar(folder).source(source));
        assertEquals(Severity.HINT, finding.severity());
        assertTrue(finding.text().startsWith("app.A, runs at the start of each node"), finding.text());
    }

    @Test
    void aNewerClassVersionIsNamedWithBothVersions() throws IOException {
        WarFinding finding = findings(
                        new SmallWar(folder).source("public class A {}"), new AppNodes("6", 11, false, "none"))
                .get(0);
        assertEquals(Severity.IMPOSSIBLE, finding.severity());
        assertTrue(
                finding.text().startsWith("app.A: compiled for Java 17; the app nodes have Java 11."), finding.text());
    }

    @Test
    void overAjpAWebSocketCannotWork() throws IOException {
        SmallWar war =
                new SmallWar(folder).source("@jakarta.websocket.server.ServerEndpoint(\"/ws\") public class A {}");
        WarFinding finding = findings(war, new AppNodes("6", 25, true, "none")).get(0);
        assertEquals(WarFinding.impossible("app.A, WebSocket: AJP cannot carry it. Leave out --ajp."), finding);
    }

    @ParameterizedTest
    @CsvSource({
        "WEB-INF/jboss-web.xml, only WildFly reads it",
        "WEB-INF/shop-ds.xml, only WildFly reads it",
        "WEB-INF/weblogic.xml, only WebLogic reads it",
        "WEB-INF/ibm-web-bnd.xml, only Liberty reads it",
        "WEB-INF/tomee.xml, only TomEE reads it",
        "META-INF/context.xml, only Tomcat reads it"
    })
    void descriptorsOfOtherServersAreNamed(String name, String said) throws IOException {
        WarFinding finding = only(new SmallWar(folder).entry(name, "<any/>"));
        assertTrue(finding.text().startsWith(name + ": " + said), finding.text());
    }

    @Test
    void aMalformedDescriptorIsNamed() throws IOException {
        WarFinding finding = only(new SmallWar(folder).entry(WEB, "<web-app><servlet></web-app>"));
        assertEquals(Severity.IMPOSSIBLE, finding.severity());
        assertTrue(finding.text().startsWith(WEB + ": line 1: "), finding.text());
    }

    /** Nothing listens at the address of its DTD. */
    @Test
    void aDescriptorWithADtdIsRead() throws IOException {
        SmallWar war = new SmallWar(folder).entry(WEB, """
                <!DOCTYPE web-app PUBLIC "-//Sun Microsystems, Inc.//DTD Web Application 2.3//EN" "http://127.0.0.1:9/any">
                <web-app><login-config><auth-method>FORM</auth-method></login-config></web-app>""");
        assertTrue(findings(war, HERE).stream()
                .anyMatch(finding -> finding.text().startsWith("the login form, sessions: ")));
    }

    @ParameterizedTest
    @CsvSource({"BASIC, 1", "DIGEST, 1", "CLIENT-CERT, 0", "MP-JWT, 0"})
    void aLoginWithUsersOfTheServerIsNamed(String method, int count) throws IOException {
        List<WarFinding> findings = findings(
                new SmallWar(folder)
                        .entry(WEB, webApp("<login-config><auth-method>" + method + "</auth-method></login-config>")),
                HERE);
        assertEquals(count, findings.size());
        assertTrue(
                findings.stream().allMatch(finding -> finding.text().startsWith("web.xml, login-config: ")),
                findings.toString());
    }

    @Test
    void pagesOnlyOverHttpsAreNoted() throws IOException {
        String guarantee = "<user-data-constraint><transport-guarantee>CONFIDENTIAL</transport-guarantee>"
                + "</user-data-constraint>";
        WarFinding finding = only(new SmallWar(folder).entry(WEB, webApp(constraint("/*", guarantee))));
        assertEquals(Severity.HINT, finding.severity());
        assertTrue(finding.text().startsWith("web.xml, transport-guarantee: "), finding.text());
    }

    /** The command line that {@code inspect} prints sets the variables. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "public class A { jakarta.ws.rs.sse.Sse sse; } | APP_TIER_TIMEOUT=45",
                "public class A { jakarta.servlet.AsyncContext waiting; } | APP_TIER_TIMEOUT=45",
                "public class A { jakarta.servlet.http.Part part; } | BODY_LIMIT=10000000",
                "@jakarta.servlet.annotation.MultipartConfig(maxRequestSize = 20000000) public class A {}"
                        + " | BODY_LIMIT=20000000"
            })
    void longRequestsAndUploadsNameTheirVariable(String source, String variable) throws IOException {
        Inspection inspection =
                Inspection.of(new SmallWar(folder).source(source).war(), HERE);
        assertEquals(variable + " ", inspection.variables(), inspection.toString());
        assertTrue(inspection.findings().get(0).text().contains(variable), inspection.toString());
    }

    @Test
    void persistenceUnitsAreNamed() throws IOException {
        SmallWar war = new SmallWar(folder).entry("WEB-INF/classes/META-INF/persistence.xml", """
                <persistence xmlns="https://jakarta.ee/xml/ns/persistence" version="3.0">
                  <persistence-unit name="mine"><properties>
                    <property name="jakarta.persistence.schema-generation.database.action" value="create"/>
                  </properties></persistence-unit>
                  <persistence-unit name="theirs"><jta-data-source>jdbc/theirs</jta-data-source>
                    <shared-cache-mode>NONE</shared-cache-mode></persistence-unit>
                  <persistence-unit name="fine"><jta-data-source>jdbc/reader</jta-data-source>
                    <shared-cache-mode>NONE</shared-cache-mode></persistence-unit>
                  <persistence-unit name="own"><properties>
                    <property name="jakarta.persistence.jdbc.url" value="jdbc:h2:mem:a"/>
                  </properties></persistence-unit>
                </persistence>""");
        List<String> said = findings(war, HERE).stream()
                .map(WarFinding::toString)
                .map(String::strip)
                .toList();
        assertEquals(4, said.size(), said.toString());
        assertTrue(said.get(0).startsWith("cannot work  data source jdbc/theirs: "), said.toString());
        assertTrue(said.get(1).startsWith("needs        persistence unit own (jdbc:h2:mem:a): "), said.toString());
        assertTrue(said.get(2).startsWith("needs        persistence unit mine creates tables: "), said.toString());
        assertTrue(said.get(3).startsWith("note         persistence unit mine has a shared cache: "), said.toString());
    }

    @Test
    void aBundledDriverIsNamed() throws IOException {
        SmallWar war = new SmallWar(folder)
                .library("h2-2.jar", Map.of("META-INF/services/java.sql.Driver", "org.h2.Driver".getBytes()));
        assertTrue(only(war).text().startsWith("h2-2.jar, database driver: "));
    }

    @ParameterizedTest
    @CsvSource({
        "META-INF/application.xml, This is an EAR.",
        "shop-web.war, This is an EAR. Take the WAR out of it (shop-web.war)",
        "app/Main.class, This is a JAR without WEB-INF."
    })
    void whatIsNoWarIsNamed(String entry, String said) throws IOException {
        Path archive = SmallWar.archive(folder.resolve("any.war"), Map.of(entry, new byte[0]));
        Inspection inspection = Inspection.of(archive, HERE);
        assertTrue(inspection.impossible());
        assertTrue(inspection.findings().get(0).text().startsWith(said), inspection.toString());
    }

    @Test
    void aFileThatIsNoArchiveIsNamed() throws IOException {
        Path text = Files.writeString(folder.resolve("text.war"), "no archive");
        String unreadable = assertThrows(CommandException.class, () -> Inspection.of(text, HERE))
                .getMessage();
        assertTrue(unreadable.startsWith("The WAR " + text + " cannot be read: "), unreadable);
        Path none = folder.resolve("none.war");
        assertEquals(
                "There is no WAR " + none + ".",
                assertThrows(CommandException.class, () -> Inspection.of(none, HERE))
                        .getMessage());
    }

    /** Affinity needs no change of the WAR, but replication keeps more. */
    @Test
    void theProposedSessionsDependOnWhatTheWarAllows() throws IOException {
        String source = "@jakarta.enterprise.context.SessionScoped public class A {}";
        String distributable = webApp("<distributable/>");
        Map<String, byte[]> fragment =
                Map.of("META-INF/web-fragment.xml", "<web-fragment><name>f</name></web-fragment>".getBytes());
        assertProposal("affinity", "it needs <distributable/> in web.xml.", new SmallWar(folder("a")).source(source));
        assertProposal(
                "replication",
                "--sessions replication keeps them on two nodes.",
                new SmallWar(folder("b")).source(source).entry(WEB, distributable));
        assertProposal(
                "affinity",
                "it needs <absolute-ordering/> in web.xml, because the web-fragment.xml of f.jar is not distributable.",
                new SmallWar(folder("c"))
                        .source(source)
                        .entry(WEB, distributable)
                        .library("f.jar", fragment));
        assertProposal(
                "replication",
                "--sessions replication keeps them on two nodes.",
                new SmallWar(folder("d"))
                        .source(source)
                        .entry(WEB, webApp("<distributable/><absolute-ordering/>"))
                        .library("f.jar", fragment));
        assertEquals(
                "",
                Inspection.of(
                                new SmallWar(folder("e"))
                                        .source("public class A {}")
                                        .war(),
                                HERE)
                        .sessions());
    }

    @Test
    void whatKeepsSessionsNeedsNoMention() throws IOException {
        SmallWar war = new SmallWar(folder).source("@jakarta.enterprise.context.SessionScoped public class A {}");
        assertEquals(List.of(), findings(war, new AppNodes("6", 25, false, "affinity")));
        assertEquals(
                List.of(WarFinding.impossible(
                        "app.A, sessions: --sessions replication needs <distributable/> in web.xml.")),
                findings(war, new AppNodes("6", 25, true, "replication")));
        assertEquals(
                "replication",
                Inspection.of(war.war(), new AppNodes("6", 25, true, "none")).sessions());
    }

    private void assertProposal(String sessions, String said, SmallWar war) throws IOException {
        Inspection inspection = Inspection.of(war.war(), HERE);
        assertEquals(sessions, inspection.sessions());
        String text = inspection.findings().get(0).text();
        assertTrue(text.endsWith(said), text);
    }

    private Path folder(String name) throws IOException {
        return Files.createDirectory(folder.resolve(name));
    }

    /** The proposed command line names migrations only for an application with a database. */
    @Test
    void aDatabaseIsRecognised() throws IOException {
        String plain = "public class A {}";
        String own = "public class A { @jakarta.annotation.Resource javax.sql.DataSource d; }";
        assertFalse(
                Inspection.of(new SmallWar(folder).source(plain).war(), HERE).database());
        assertTrue(Inspection.of(new SmallWar(folder).source(own).war(), HERE).database());
    }

    private static WarFinding only(SmallWar war) throws IOException {
        List<WarFinding> findings = findings(war, HERE);
        assertEquals(1, findings.size(), findings.toString());
        return findings.get(0);
    }

    private static List<WarFinding> findings(SmallWar war, AppNodes nodes) throws IOException {
        return Inspection.of(war.war(), nodes).findings();
    }

    private static String webApp(String content) {
        return "<web-app xmlns=\"https://jakarta.ee/xml/ns/jakartaee\" version=\"6.0\">" + content + "</web-app>";
    }

    private static String constraint(String pattern, String content) {
        return "<security-constraint><web-resource-collection><web-resource-name>any</web-resource-name><url-pattern>"
                + pattern + "</url-pattern></web-resource-collection>" + content + "</security-constraint>";
    }

    @Test
    void whatCannotWorkIsRefusedUnlessForced() {
        Inspection inspection =
                new Inspection(Path.of("my.war"), List.of(WarFinding.hint("x"), WarFinding.impossible("y")), false, "");
        List<String> said = new ArrayList<>();
        CommandException refusal = assertThrows(
                CommandException.class, () -> inspection.report(false, finding -> said.add(finding.text())));
        assertEquals("Something in my.war cannot work, see above. --force goes on all the same.", refusal.getMessage());
        assertEquals(List.of("x", "y"), said);
        inspection.report(true, finding -> {});
        new Inspection(Path.of("my.war"), List.of(WarFinding.setting("z")), false, "").report(false, finding -> {});
    }
}
