package threetier.page;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.TWO_MINUTES;
import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import threetier.command.observe.Observation;
import threetier.command.process.Nodes;
import threetier.command.stage.Stage;
import threetier.stage.Site;

/** The page of {@code up --observe} draws every panel, and anyone can read it. */
@InBrowser
class ObservationPageIT {

    @Test
    void everyPanelHasALine(Stage stage, Site site, Visitors visitors) throws Exception {
        Observation observation = new Observation(stage.workspace(), new Nodes(stage.workspace()));
        try {
            Visitor visitor = visitors.come();
            visitor.open(observation.start(0) + Observation.PAGE);
            int panels = visitor.page().locator("figure").count();
            await("every panel has a line").atMost(TWO_MINUTES).until(() -> {
                for (int i = 0; i < 20; i++) {
                    site.post("/timestamps");
                    site.post("/timestamps", "Idempotency-Key", "\"observed-" + System.nanoTime() + "\"");
                    site.get("/read");
                    site.get("/timestamps/999999999");
                }
                return visitor.page().locator("figure:has(path)").count() == panels;
            });
            assertEquals(17, panels);
            visitor.look("observe");
        } finally {
            observation.stop();
        }
    }
}
