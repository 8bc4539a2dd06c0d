package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * AWS's advice for architectures is followed, or there is a reason. A download of 200 MB, hence only with {@code test
 * --all}.
 */
@EnabledIfSystemProperty(
        named = "threetier.all",
        matches = "true",
        disabledReason = "runs with ./three-tier test --all")
class NagTest {

    @Test
    void adviceIsFollowed() {
        List<Finding> findings = Finding.all(NodePackages.run(
                "nag",
                "nag.mjs",
                NodePackages.quoted(Stacks.FOLDER.toAbsolutePath().toString())));
        assertEquals(List.of(), Acknowledged.open(findings, Acknowledged.of("nag")));
    }
}
