package threetier.pool.tracing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Jvm;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests that no request is traced, regardless of the requests before it. */
@OnStage
class UntracedIT {

    @Test
    void nothingListensToRequests(Site site, Stage stage) throws Exception {
        assertEquals(200, site.get("/read").statusCode());
        String objects = Jvm.of(stage, "app-1").asked("GC.class_histogram");
        assertTrue(objects.contains("threetier.http.ServedByFilter"), objects);
        assertFalse(objects.contains("OpenTelemetryApplicationEventListener"), "requests are traced");
    }
}
