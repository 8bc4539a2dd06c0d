package threetier.command.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reasons in logs of Payara Micro, shortened. */
class RefusalTest {

    private static final String FRAMES = """
            \tat org.glassfish.internal.data.EngineRef.load(EngineRef.java:1)
            \tat java.base/java.lang.Thread.run(Thread.java:2)
            """;

    private static final String LIFECYCLE =
            "2026-11-27T14:43:05.410Z SEVERE javax.enterprise.system.core: Exception during lifecycle processing\n";

    private static final String END =
            "2026-11-27T14:43:05.415Z SEVERE javax.enterprise.system.core: Exception while loading the app\n"
                    + "2026-11-27T14:43:05.457Z INFO PayaraMicro: Deployed 1 archive(s)\n";

    @Test
    void aLineWithoutAColonHasItsReasonInTheException() {
        assertEquals(
                "Initialization failed for Singleton A: CREATE command denied to user 'w'@'127.0.0.1' for table `own`.`mine`",
                reason("""
                        jakarta.ejb.EJBException: jakarta.ejb.CreateException: Initialization failed for Singleton A
                        %sCaused by: jakarta.ejb.CreateException: Initialization failed for Singleton A
                        \tat com.sun.ejb.A.a(A.java:1)
                        \t... 12 more
                        Caused by: java.lang.IllegalStateException: java.sql.SQLSyntaxErrorException: CREATE command denied to user \
                        'w'@'127.0.0.1' for table `own`.`mine`
                        \t... 13 more
                        Caused by: java.sql.SQLSyntaxErrorException: CREATE command denied to user 'w'@'127.0.0.1' for table \
                        `own`.`mine`
                        """.formatted(FRAMES)));
    }

    @Test
    void aReasonOnSeveralLinesIsComplete() {
        assertEquals("""
                        CDI deployment failure:WELD-001408: Unsatisfied dependencies for type Runnable with qualifiers @Default
                          at injection point [BackedAnnotatedField] @Inject p.A.r
                          at p.A.r(A.java:0)""", reason("""
                        org.glassfish.deployment.common.DeploymentException: CDI deployment failure:WELD-001408: Unsatisfied \
                        dependencies for type Runnable with qualifiers @Default
                          at injection point [BackedAnnotatedField] @Inject p.A.r
                          at p.A.r(A.java:0)
                         -- WELD-001408: Unsatisfied dependencies for type Runnable with qualifiers @Default
                          at injection point [BackedAnnotatedField] @Inject p.A.r
                          at p.A.r(A.java:0)

                        """ + FRAMES));
    }

    /** Weld puts the cause of the exception into its message. */
    @Test
    void aMissingConfigurationValueIsNamed() {
        assertEquals(
                "CDI definition failure:Deployment Failure for ConfigProperty my.missing in class p.A Reason No value present",
                reason("""
                        org.glassfish.deployment.common.DeploymentException: CDI definition failure:Exception List with 1 exceptions:
                        Exception 0 :
                        jakarta.enterprise.inject.spi.DeploymentException: Deployment Failure for ConfigProperty my.missing in class \
                        p.A Reason No value present
                        %sCaused by: java.util.NoSuchElementException: No value present
                        """.formatted(FRAMES)));
    }

    @Test
    void eclipseLinkSaysItsReasonInTheMiddle() {
        assertEquals(
                "Predeployment of PersistenceUnit [pu] failed: Entity class [class p.Note] has no primary key specified.",
                reason("""
                        Caused by: Exception [EclipseLink-28018] (Eclipse Persistence Services - 4.0.7): \
                        org.eclipse.persistence.exceptions.EntityManagerSetupException
                        Exception Description: Predeployment of PersistenceUnit [pu] failed.
                        Internal Exception: Exception [EclipseLink-7161] (Eclipse Persistence Services - 4.0.7)
                        %sCaused by: Exception [EclipseLink-7161] (Eclipse Persistence Services - 4.0.7): \
                        org.eclipse.persistence.exceptions.ValidationException
                        Exception Description: Entity class [class p.Note] has no primary key specified.
                        """.formatted(FRAMES)));
    }

    /** The last exception has no cause; an earlier record has. */
    @Test
    void aFailedListenerIsFoundBefore() {
        String before = "2026-11-27T14:48:18.860Z SEVERE jakarta.enterprise.web.core: ContainerBase.addChild: start: \n"
                + "org.apache.catalina.LifecycleException: java.lang.IllegalStateException: cannot go\n" + FRAMES
                + "Caused by: java.lang.IllegalStateException: cannot go\n" + FRAMES
                + "Caused by: java.io.IOException: no file here\n" + FRAMES;
        String message = "java.lang.Exception: java.lang.IllegalStateException: ContainerBase.addChild: start\n";
        assertEquals(
                "cannot go: no file here",
                refusal(before + LIFECYCLE + message + FRAMES + END).reason());
    }

    @Test
    void aMissingClassIsNamed() {
        assertEquals("the class p.Gone is missing", reason("""
                java.lang.NoClassDefFoundError: p/Gone
                %sCaused by: java.lang.ClassNotFoundException: p.Gone
                """.formatted(FRAMES)));
    }

    @Test
    void anExceptionWithoutAMessageDoesNotHideItsCause() {
        assertEquals("Persistent timers are not supported in this setup", reason("""
                jakarta.ejb.EJBException
                %sCaused by: jakarta.ejb.CreateException: Persistent timers are not supported in this setup
                """.formatted(FRAMES)));
    }

    @Test
    void aMissingResourceHasNoException() {
        String logged =
                "2026-11-27T14:48:04.435Z SEVERE javax.enterprise.system.core: JNDI lookup failed for the resource: Name: [pu], "
                        + "Lookup: [java:jboss/datasources/ExampleDS], Type: [javax.sql.DataSource] -- Lookup failed\n";
        assertEquals(
                "there is no resource java:jboss/datasources/ExampleDS, needed by pu",
                refusal(logged + END).reason());
    }

    /** What to do is known for the usual reasons only. */
    @Test
    void theMessageSaysWhatToDo() {
        Path war = Path.of("my.war");
        assertTrue(new Refusal("CREATE command denied to user 'w'").of(war, war).contains("--migrations"));
        assertTrue(new Refusal("Resource adapter jmsra is not deployed")
                .of(war, war)
                .contains("no JMS"));
        assertTrue(
                new Refusal("Persistent timers are not supported").of(war, war).contains("persistent = false"));
        assertEquals(
                "The WAR my.war could not be deployed: cannot go\n  (my.war)", new Refusal("cannot go").of(war, war));
    }

    /** The application may log errors of its own, and the last record may be half written. */
    @Test
    void aRunningApplicationIsNotRefused() {
        String own = "2026-11-27T14:43:05.410Z SEVERE app.Own: it failed\njava.io.IOException: none of this\n" + FRAMES;
        assertEquals(Optional.empty(), Refusal.in(own + "2026-11-27T14:43:05.457Z INFO PayaraMicro: Deployed\n"));
        assertEquals(Optional.empty(), Refusal.in(LIFECYCLE + "java.lang.Exception: cut o"));
    }

    private static String reason(String exception) {
        return refusal(LIFECYCLE + exception + END).reason();
    }

    private static Refusal refusal(String logged) {
        return Refusal.in(logged).orElseThrow();
    }
}
