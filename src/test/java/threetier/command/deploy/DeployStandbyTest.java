package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.error.CommandException;

/** {@code deploy --standby} and {@code --no-standby}, deployments after a failover, and the removal of both regions. */
class DeployStandbyTest extends RecordedAws {

    private static final String FIRST = "eu-central-1";
    private static final String SECOND = "eu-west-1";

    private static final List<String> ON = List.of(
            "eu-central-1.three-tier is OtherRegion=eu-west-1",
            "eu-central-1.three-tier-global is Writing=first",
            "eu-west-1.three-tier is GlobalCluster=three-tier OtherRegion=eu-central-1 Writes=no",
            "eu-central-1.three-tier-global is SecondBalancer=alb.eu-west-1 Writing=first",
            "eu-central-1.three-tier is GlobalCluster=three-tier OtherRegion=eu-west-1 Writes=yes");

    private GlobalAccount account;

    @BeforeEach
    void single() throws Exception {
        Files.copy(Path.of("cloudformation/global.yaml"), project.resolve("cloudformation/global.yaml"));
        fake.answers("route53-get-hosted-zone", "{\"HostedZone\": {\"Name\": \"example.org.\"}}");
        account = new GlobalAccount(folder.resolve("bin"));
        account.stack(FIRST, "three-tier", existing());
    }

    private static Map<String, String> existing() {
        return new TreeMap<>(Map.of(
                "HostedZoneId",
                "Z1",
                "DomainName",
                "www.example.org",
                "ZoneNames",
                "eu-central-1a,eu-central-1b",
                "DatabaseClass",
                "db.serverless",
                "WebSizes",
                "2,2,4"));
    }

    @Test
    void aSingleRegionGetsASecondAndGivesItUp() {
        assertTrue(on(Map.of()));
        assertEquals(ON, account.journal());
        assertEquals("10.21.0.0/16", account.parameter(SECOND, "three-tier", "VpcCidr"));
        assertEquals("db.serverless", account.parameter(SECOND, "three-tier", "DatabaseClass"));
        assertEquals(
                "arn:aws:sm:eu-west-1:1:secret:a,arn:aws:sm:eu-west-1:1:secret:w,arn:aws:sm:eu-west-1:1:secret:r",
                account.parameter(SECOND, "three-tier", "ReplicatedSecrets"));
        assertTrue(fake.called("kms describe-key --key-id alias/aws/rds --region eu-west-1"));
        assertTrue(
                fake.called("s3api put-object --bucket three-tier-111122223333-eu-west-1"), "the second has artefacts");
        assertTrue(on(Map.of()));
        assertEquals("yes", account.parameter(FIRST, "three-tier", "Writes"));
        account.forget();
        assertTrue(on(Map.of()));
        assertEquals(List.of(), account.journal(), "a further run changes nothing");
        assertTrue(off());
        assertEquals(
                List.of(
                        "eu-central-1.three-tier is OtherRegion=eu-west-1 Writes=yes",
                        "eu-west-1 detached",
                        "eu-west-1.three-tier gone",
                        "eu-central-1 detached",
                        "eu-central-1.three-tier-global gone",
                        "eu-central-1.three-tier is Writes=yes"),
                account.journal());
    }

    @ParameterizedTest
    @CsvSource({
        "cloudformation execute-change-set, true",
        "cloudformation execute-change-set, false",
        "rds describe-global-clusters, true"
    })
    void aRunAfterAFailureContinues(String operation, boolean before) {
        account.fail(operation, before);
        assertThrows(CommandException.class, () -> on(Map.of()));
        assertTrue(on(Map.of()));
        assertEquals("three-tier", account.parameter(FIRST, "three-tier", "GlobalCluster"));
        assertEquals("three-tier", account.parameter(SECOND, "three-tier", "GlobalCluster"));
        assertEquals(1, account.journal().stream().filter(ON.get(2)::equals).count());
    }

    /** After a failover, the templates follow what RDS says, and the region that writes comes first. */
    @Test
    void aDeploymentAfterAFailoverKeepsTheRoles() {
        on(Map.of());
        account.members(SECOND, FIRST);
        account.forget();
        assertTrue(on(Map.of("LogDays", "90")));
        assertEquals(
                List.of(
                        "eu-west-1.three-tier is GlobalCluster=three-tier OtherRegion=eu-central-1 Writes=yes",
                        "eu-central-1.three-tier is GlobalCluster=three-tier OtherRegion=eu-west-1 Writes=no",
                        "eu-central-1.three-tier-global is SecondBalancer=alb.eu-west-1 Writing=second"),
                account.journal());
        assertEquals("90", account.parameter(SECOND, "three-tier", "LogDays"));
        CommandException refusal = assertThrows(CommandException.class, this::off);
        assertTrue(refusal.getMessage().contains("failover --to eu-central-1"), refusal::getMessage);
    }

    @Test
    void aDetachedClusterIsNotDeployedOver() {
        on(Map.of());
        account.members(FIRST, "eu-north-1");
        CommandException refusal = assertThrows(CommandException.class, () -> on(Map.of("LogDays", "90")));
        assertTrue(
                refusal.getMessage().contains("The cluster in eu-west-1 is no longer a member"), refusal::getMessage);
    }

    @ParameterizedTest
    @ValueSource(strings = {"OtherRegion", "GlobalCluster", "ReplicatedSecrets", "Writes"})
    void nobodyElseSetsTheRole(String parameter) {
        assertThrows(CommandException.class, () -> StandbyDeployment.refuseOwnParameters(Map.of(parameter, "x")));
    }

    @ParameterizedTest
    @CsvSource({
        "DatabaseClass, db.t4g.medium, takes no burstable class",
        "Balancers, internal, behind CloudFront has one region",
        "VpcCidr, 10.21.0.0/16, address ranges of the regions overlap"
    })
    void whatCannotHaveASecondRegionIsRefused(String parameter, String value, String why) {
        CommandException refusal = assertThrows(
                CommandException.class,
                () -> standby()
                        .on(request(Map.of(parameter, value), false), SECOND, Map.of("VpcCidr", "10.21.0.0/16")));
        assertTrue(refusal.getMessage().contains(why), refusal::getMessage);
        assertEquals(List.of(), account.journal());
    }

    @Test
    void bothRegionsAreRemovedInOrder() {
        on(Map.of());
        account.forget();
        assertFalse(removal("no").run("three-tier", false));
        assertEquals(List.of(), account.journal());
        assertTrue(removal("three-tier").run("three-tier", false));
        assertEquals(
                List.of(
                        "eu-west-1 detached",
                        "eu-central-1 detached",
                        "eu-central-1.three-tier-global gone",
                        "eu-west-1.three-tier gone",
                        "eu-central-1.three-tier gone"),
                account.journal());
        assertTrue(fake.called(
                "secretsmanager remove-regions-from-replication --secret-id arn:aws:sm:eu-central-1:1:secret:a"
                        + " --remove-replica-regions eu-west-1"));
    }

    @Test
    void theSecondRegionIsNotRemovedAlone() {
        on(Map.of());
        CommandException refusal = assertThrows(
                CommandException.class,
                () -> new Removal(aws().in(SECOND), project, said::add, Optional::empty).run("three-tier", false));
        assertTrue(refusal.getMessage().contains("deploy --no-standby"), refusal::getMessage);
    }

    private boolean on(Map<String, String> parameters) {
        return standby().on(request(parameters, false), SECOND, Map.of());
    }

    private boolean off() {
        return standby().off(request(Map.of(), false));
    }

    private StandbyDeployment standby() {
        return new StandbyDeployment(aws(), project, said::add, Optional::empty, checked::add);
    }

    private Removal removal(String typed) {
        return new Removal(aws(), project, said::add, () -> Optional.of(typed));
    }
}
