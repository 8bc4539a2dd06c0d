package threetier.pool.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Jvm;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** The kind of request threads, and how they wait for a database, depends on the node's Java version. */
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
        // Except the platform thread for requests without concurrency
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
