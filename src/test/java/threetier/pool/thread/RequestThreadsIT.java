package threetier.pool.thread;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Jvm;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests that the Java version of the node determines the kind of request threads. */
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
    }
}
