package threetier.cloud;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import threetier.command.template.EvaluatedStack;

/** The root template rejects parameters that exclude each other before it creates anything. */
class RulesTest {

    @Test
    void aDatabaseHasOneOrigin() {
        assertEquals(
                "three-tier.yaml: A database is restored from RestoreSnapshot or from RestoreCluster, not from both",
                refusal(Map.of("RestoreSnapshot", "before-upgrade", "RestoreCluster", "cluster-1")));
    }

    @Test
    void aSnapshotHasItsOwnTime() {
        assertEquals(
                "three-tier.yaml: A database is restored from RestoreSnapshot or from RestoreCluster, not from both",
                refusal(Map.of("RestoreSnapshot", "before-upgrade", "RestoreTime", "2026-11-27T03:00:00Z")));
    }

    @Test
    void aTimeNeedsACluster() {
        assertEquals(
                "three-tier.yaml: RestoreTime needs RestoreCluster",
                refusal(Map.of("RestoreTime", "2026-11-27T03:00:00Z")));
    }

    @Test
    void affinityNeedsHttp() {
        assertEquals(
                "three-tier.yaml: Sessions=affinity needs Protocol=http",
                refusal(Map.of("Sessions", "affinity", "Protocol", "ajp")));
    }

    @Test
    void aGlobalDatabaseTakesNoBurstableClass() {
        assertEquals(
                "three-tier.yaml: A second region needs db.serverless or a memory-optimised DatabaseClass, like db.r7g.large",
                refusal(Map.of("OtherRegion", "region-2", "DatabaseClass", "db.t4g.medium")));
    }

    @Test
    void aSingleRegionWrites() {
        assertEquals("three-tier.yaml: Only one region of two can be without writes", refusal(Map.of("Writes", "no")));
    }

    private static String refusal(Map<String, String> parameters) {
        return assertThrows(IllegalArgumentException.class, () -> EvaluatedStack.of(Stacks.TEMPLATES, parameters))
                .getMessage();
    }
}
