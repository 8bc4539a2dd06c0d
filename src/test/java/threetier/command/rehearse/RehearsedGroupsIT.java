package threetier.command.rehearse;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A node is killed under load, and its group replaces it. */
@Tag("install")
class RehearsedGroupsIT {

    @Test
    void aNodeThatDiesIsReplacedAndNoWriteIsLost() {
        List<String> report = new ArrayList<>();
        boolean kept = new GroupRehearsal(
                        Path.of("cloudformation"),
                        Map.of("WebSizes", "1,1,2", "AppSizes", "2,2,3"),
                        1,
                        20,
                        UnaryOperator.identity())
                .run(report::add, new IncidentRun(new NodeKilled("app"), report::add)::on);
        String text = String.join("\n", report);
        assertTrue(kept, text);
        for (String line : List.of(
                ".* app-1 killed",
                ".* app-1 i-\\w+ does not run any more",
                ".* app-3 i-\\w+ launched",
                ".* app-3 i-\\w+ in service",
                ".* full again",
                "ledger +[1-9]\\d* writes acknowledged, 0 missing, 0 doubled, 0 out of order; 0 own reads stale")) {
            assertTrue(report.stream().anyMatch(said -> said.matches(line)), line + "\nis not in\n" + text);
        }
        assertEquals(List.of(), Namespaces.present());
    }
}
