package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/**
 * The templates follow the AwsSolutions rules of cdk-nag, or the finding is acknowledged with a reason. The test needs
 * a download of 200 MB, so it runs only with {@code test --all}.
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
