package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Tests that {@code deploy} prints the monthly cost of its result, and asks before it raises the cost. */
class DeployCostTest extends RecordedAws {

    private static final String PRICES =
            " (list prices of us-east-1, 2026-11-27; without traffic, storage and nodes added under load).";
    private static final String SURPLUS =
            "\n  With all CPUs at their scaling targets day and night, the surplus credits of burstable types add ";

    @Test
    void aDryRunSaysWhatANewStackWouldCost() {
        fake.fails("cloudformation-describe-stacks", NO_STACK)
                .answers("cloudformation-describe-stacks", stack("REVIEW_IN_PROGRESS"));
        changes("Add", "AWS::EC2::VPC");
        gone();
        deploy(Map.of(), true);
        assertTrue(
                said.contains("This costs about 250 US dollars a month, all of it new" + PRICES + SURPLUS + "187."),
                said.toString());
    }

    /** The existing stack has three zones; its other parameters have their defaults. */
    @Test
    void aDryRunSaysTheDifferenceToWhatRuns() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::RDS::DBInstance");
        gone();
        deploy(Map.of("DatabaseClass", "db.r7g.large"), true);
        assertTrue(
                said.contains("This costs about 550 US dollars a month, 296 more than now" + PRICES + SURPLUS + "82."),
                said.toString());
        assertFalse(fake.called("execute-change-set"));
    }

    @Test
    void whatCostsMoreNeedsConsent() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::RDS::DBInstance");
        gone();
        assertFalse(new Deployment(aws(), project, said::add, Optional::empty, checked::add)
                .run(new DeploymentRequest("three-tier", Map.of("Readers", "2"), false, Set.of(), false)));
        assertTrue(said.contains("It costs 53 US dollars a month more."), said.toString());
        assertFalse(fake.called("execute-change-set"));
    }

    /** A lock for compliance costs nothing by itself, but nobody can undo it. */
    @Test
    void aLockForGoodIsExplainedAndNeedsConsent() {
        fake.answers("cloudformation-describe-stacks", stack("UPDATE_COMPLETE"));
        changes("Modify", "AWS::Backup::BackupVault");
        gone();
        Map<String, String> locked =
                Map.of("BackupSchedule", "daily", "BackupRetentionDays", "90", "BackupLock", "compliance");
        assertFalse(new Deployment(aws(), project, said::add, Optional::empty, checked::add)
                .run(new DeploymentRequest("three-tier", locked, false, Set.of(), false)));
        assertTrue(
                said.stream()
                        .anyMatch(line -> line.startsWith("BackupLock=compliance: in three days from now")
                                && line.contains("before their 90 days are over")
                                && line.contains("not its root user, not AWS")
                                && line.contains("destroy leaves them")),
                said.toString());
        assertFalse(fake.called("execute-change-set"));
    }

    @Test
    void aLockThatIsThereOrCanBeUndoneIsNotExplained() {
        Settings none = new Settings(Map.of("BackupSchedule", "daily", "BackupLock", "none"));
        Settings governance = new Settings(Map.of("BackupSchedule", "daily", "BackupLock", "governance"));
        Settings compliance = new Settings(Map.of("BackupSchedule", "daily", "BackupLock", "compliance"));
        Settings off = new Settings(Map.of("BackupSchedule", "none", "BackupLock", "compliance"));
        assertEquals(List.of(), VaultLock.consequences(none, governance));
        assertEquals(List.of(), VaultLock.consequences(compliance, compliance));
        assertEquals(List.of(), VaultLock.consequences(none, off));
        assertEquals(1, VaultLock.consequences(governance, compliance).size());
        // A new vault gets a lock of its own
        assertEquals(1, VaultLock.consequences(off, compliance).size());
        assertEquals(
                1, VaultLock.consequences(new Settings(Map.of()), compliance).size());
    }

    /** Both kinds of balancers have the same price; three more alarms cost 30 cents, which disappear in rounding. */
    @Test
    void sessionsCostNothingMore() {
        String none = cost(Map.of()).lines();
        assertEquals(none, cost(Map.of("Sessions", "affinity")).lines());
        assertEquals(none, cost(Map.of("Sessions", "replication")).lines());
    }

    /** Its nodes have no credits; its databases do. */
    @Test
    void thePresetHasAPrice() {
        assertEquals(
                "This costs about 319 US dollars a month, all of it new" + PRICES + SURPLUS + "105.",
                cost(Preset.SMALL_ACCOUNT.parameters()).lines());
    }

    @Test
    void withoutBurstableTypesNothingIsAdded() {
        String line = cost(Map.of(
                        "WebInstanceType", "c7g.medium",
                        "AppInstanceType", "c7g.medium",
                        "DatabaseClass", "db.serverless"))
                .lines();
        // 2 instances of half a unit instead of 2 db.t4g.medium
        assertEquals("This costs about 300 US dollars a month, all of it new" + PRICES, line);
    }

    @Test
    void aHigherTargetOfBurstableTypesNeedsConsent() {
        Settings now = settings(Map.of());
        Settings next = settings(Map.of("TargetCpu", "80"));
        Cost cost = Cost.of(Prices.of(Path.of("docs/aws-prices.yaml")), Optional.of(now), next);
        assertTrue(cost.lines().startsWith("This costs about 250 US dollars a month, as now"), cost.lines());
        assertEquals(
                "[Under load it costs up to 70 US dollars a month more.]",
                cost.consequences().toString());
    }

    @Test
    void aPartWithoutAPriceIsNamed() {
        Path root = Path.of("cloudformation/three-tier.yaml");
        Settings now = Settings.of(root, Map.of(), Map.of());
        Settings next = Settings.of(root, Map.of(), Map.of("AppInstanceType", "x9.large"));
        Cost cost = Cost.of(Prices.of(Path.of("docs/aws-prices.yaml")), Optional.of(now), next);
        assertEquals(
                "This costs about 225 US dollars a month, 25 less than now" + PRICES + SURPLUS + "152."
                        + "\n  Not counted, because docs/aws-prices.yaml has no price: x9.large.",
                cost.lines());
        assertEquals(
                "[It may cost more, because of x9.large.]", cost.consequences().toString());
    }

    @Test
    void anExistingNetworkHasItsOwnGateways() {
        Map<String, Double> parts = Parts.of(Settings.of(
                Path.of("cloudformation/three-tier.yaml"),
                Map.of(),
                Map.of("ExistingVpcId", "vpc-1", "ExistingPublicSubnets", "subnet-1,subnet-2", "Protocol", "ajp")));
        assertEquals(0, parts.get("NAT gateway"));
        assertEquals(2, parts.get("public address"));
        assertEquals(4, parts.get("secret"));
    }

    private static Cost cost(Map<String, String> given) {
        return Cost.of(Prices.of(Path.of("docs/aws-prices.yaml")), Optional.empty(), settings(given));
    }

    private static Settings settings(Map<String, String> given) {
        return Settings.of(Path.of("cloudformation/three-tier.yaml"), Map.of(), given);
    }

    private void gone() {
        fake.answers("cloudformation-describe-change-set", "{\"Status\": \"CREATE_COMPLETE\"}")
                .fails("cloudformation-describe-change-set", NO_CHANGE_SET);
    }
}
