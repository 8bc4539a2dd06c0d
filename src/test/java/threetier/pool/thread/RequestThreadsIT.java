package threetier.pool.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Jvm;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Which threads serve requests, and how they wait for a database, follows from the Java that runs the node. */
@OnStage
class RequestThreadsIT {

    private static final Runtime.Version FIRST = Runtime.Version.parse("25.0.3");

    @Test
    void theyAreVirtualWhereTheyDoNotHoldUpOthers(Site site, Stage stage) throws Exception {
        assertEquals(200, site.get("/read").statusCode());
        Jvm node = Jvm.of(stage, "app-1");
        String threads = node.asked("Thread.print");
        assertEquals(
                node.version().compareTo(FIRST) < 0, threads.contains("\"http-thread-pool::http-listener("), threads);
        // But for the one that serves who comes alone
        assertEquals(node.version().compareTo(FIRST) >= 0, threads.contains("\"request-alone\""), threads);
    }

    @Test
    void theyStartNoTimersForDatabases(Site site, Stage stage) throws Exception {
        Jvm node = Jvm.afterWork(site, stage, "app-1");
        String objects = node.asked("GC.class_histogram");
        assertEquals(
                node.version().compareTo(FIRST) >= 0,
                objects.contains("threetier.pool.connection.ReadLimits"),
                objects);
    }
}
