package threetier.command.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import threetier.command.error.CommandException;
import threetier.command.region.RegionStatus;
import threetier.command.region.RegionSwitch;

/** {@code failover} and {@code failback} on AWS, also when any command of the AWS CLI fails. */
class CloudRegionsTest extends RecordedAws {

    private static final String FIRST = "eu-central-1";
    private static final String SECOND = "eu-west-1";

    private GlobalAccount account;

    @BeforeEach
    void twoRegions() {
        account = new GlobalAccount(folder.resolve("bin"));
        Map<String, String> parameters =
                Map.of("HostedZoneId", "Z1", "DomainName", "www.example.org", "WebSizes", "2,2,4", "AppSizes", "2,2,4");
        account.stack(FIRST, "three-tier", parameters);
        account.stack(SECOND, "three-tier", parameters);
        account.members(FIRST, SECOND);
    }

    @Test
    void aPlannedFailoverAndBack() {
        account.nodes(SECOND, 0);
        planned(SECOND);
        assertEquals(
                List.of("read-only true", "switchover to eu-west-1", "read-only false", "DNS to eu-west-1"),
                account.journal());
        assertTrue(
                fake.called(
                        "rds switchover-global-cluster --global-cluster-identifier three-tier"
                                + " --target-db-cluster-identifier arn:aws:rds:eu-west-1:111122223333:cluster:c --region eu-central-1"));
        assertTrue(fake.called(
                "update-auto-scaling-group --auto-scaling-group-name web --min-size 2 --desired-capacity 2"));
        assertTrue(said.contains("eu-west-1 writes."), said::toString);
        assertTrue(said.contains("  DNS: primary alb.eu-west-1."), said::toString);
        assertTrue(fake.calls().stream()
                .anyMatch(call -> call.contains("\"DELETE\"")
                        && call.contains("\"CREATE\"")
                        && call.indexOf("\"DELETE\"") < call.indexOf("\"CREATE\"")));
        account.forget();
        RegionSwitch back = change();
        assertEquals(FIRST, back.idle());
        back.planned(back.idle());
        assertEquals(
                List.of("read-only true", "switchover to eu-central-1", "read-only false", "DNS to eu-central-1"),
                account.journal());
        account.forget();
        planned(FIRST);
        assertEquals(List.of(), account.journal(), "a further run changes nothing");
    }

    /** The run after the failure completes the switch, and nothing is done twice. */
    @ParameterizedTest
    @CsvSource({
        "rds describe-global-clusters, true",
        "rds describe-db-clusters, true",
        "rds switchover-global-cluster, true",
        "rds switchover-global-cluster, false",
        "lambda invoke, true",
        "lambda invoke, false",
        "autoscaling update-auto-scaling-group, true",
        "autoscaling update-auto-scaling-group, false",
        "route53 change-resource-record-sets, true",
        "route53 change-resource-record-sets, false",
        "route53 list-resource-record-sets, true",
        "route53 test-dns-answer, true",
        "elbv2 describe-load-balancers, true",
        "cloudformation describe-stacks, true"
    })
    void aPlannedFailoverContinues(String operation, boolean before) {
        account.nodes(SECOND, 1);
        account.fail(operation, before);
        try {
            planned(SECOND);
        } catch (CommandException expected) {
            planned(SECOND);
        }
        assertFalse(account.exists("fail"), operation + " was not called");
        assertEquals(1, count("switchover to eu-west-1"), account.journal().toString());
        assertEquals(1, count("DNS to eu-west-1"), account.journal().toString());
        assertFalse(account.exists("read-only"), "writes are still refused");
        assertEquals(List.of("eu-central-1     follows", "eu-west-1        writes"), status().subList(0, 2));
    }

    @Test
    void aLostRegionIsListedWhenItAnswersAgain() {
        account.lost(FIRST, true);
        CommandException refusal = assertThrows(CommandException.class, () -> planned(SECOND));
        assertTrue(refusal.getMessage().contains("failover --to eu-west-1 --allow-data-loss"), refusal::getMessage);
        assertEquals(List.of(), account.journal());
        assertTrue(allowingLoss());
        assertEquals(List.of("failover to eu-west-1", "DNS to eu-west-1"), account.journal());
        assertTrue(fake.called("--allow-data-loss --region eu-west-1"), "asks the region that answers");
        assertTrue(said.stream().anyMatch(line -> line.contains("eu-central-1 does not answer")), said::toString);
        account.lost(FIRST, false);
        said.clear();
        assertTrue(allowingLoss());
        assertTrue(said.stream().anyMatch(line -> line.contains("rds:unplanned-global-failover-c-1")), said::toString);
        assertEquals(2, account.journal().size(), "a further run changes nothing");
    }

    @Test
    void aReachableRegionIsFencedFirst() {
        assertTrue(allowingLoss());
        assertEquals(
                List.of("eu-central-1 closed", "failover to eu-west-1", "DNS to eu-west-1", "eu-central-1 open"),
                account.journal());
    }

    @ParameterizedTest
    @CsvSource({
        "rds failover-global-cluster, true",
        "rds failover-global-cluster, false",
        "rds describe-db-cluster-snapshots, true",
        "elbv2 set-security-groups, true",
        "elbv2 set-security-groups, false",
        "route53 change-resource-record-sets, false"
    })
    void anUnplannedFailoverContinues(String operation, boolean before) {
        account.fail(operation, before);
        try {
            allowingLoss();
        } catch (CommandException expected) {
            allowingLoss();
        }
        assertFalse(account.exists("fail"), operation + " was not called");
        assertEquals(1, count("failover to eu-west-1"), account.journal().toString());
        // A region that could not be fenced follows without it
        assertTrue(
                account.journal().lastIndexOf("eu-central-1 open")
                        >= account.journal().lastIndexOf("eu-central-1 closed"),
                account.journal()::toString);
    }

    @Test
    void withoutConsentNothingHappens() {
        assertFalse(new RegionSwitch(regions(), Duration.ofMillis(1), said::add, consequences -> false)
                .allowingLoss(SECOND));
        assertEquals(List.of(), account.journal());
    }

    /** Clients get in again, also if the drill breaks off. */
    @Test
    void theDrillOpensWhatItHasClosed() {
        assertTrue(drill(true, true));
        assertEquals("eu-central-1 closed", account.journal().get(0));
        assertFalse(account.isClosed(FIRST));
        account.forget();
        assertTrue(drill(false, true));
        assertEquals(List.of(), account.journal(), "the user did not agree");
        assertThrows(IllegalStateException.class, () -> drill(true, false));
        assertEquals("eu-central-1 closed", account.journal().get(0));
        assertFalse(account.isClosed(FIRST));
    }

    /** A site that fails for some reads after the balancer is closed, or a drill that breaks off there. */
    private boolean drill(boolean agrees, boolean works) {
        AtomicInteger reads = new AtomicInteger();
        return new RegionLost(aws(), "three-tier", Duration.ofMillis(1), said::add, consequences -> agrees, url -> {
                    if (!works && account.isClosed(FIRST)) {
                        throw new IllegalStateException("broken off");
                    }
                    return !account.isClosed(FIRST) || reads.incrementAndGet() > 10;
                })
                .run();
    }

    @Test
    void aFenceThatADrillHasLeftIsOpened() {
        new Entrance(aws(), "balancer open closed").close();
        planned(FIRST);
        assertEquals(List.of("eu-central-1 closed", "eu-central-1 open"), account.journal());
    }

    private long count(String line) {
        return account.journal().stream().filter(line::equals).count();
    }

    private List<String> status() {
        return RegionStatus.lines(regions());
    }

    private void planned(String to) {
        change().planned(to);
    }

    private boolean allowingLoss() {
        return change().allowingLoss(SECOND);
    }

    private RegionSwitch change() {
        return new RegionSwitch(regions(), Duration.ofMillis(1), said::add, consequences -> true);
    }

    private CloudRegions regions() {
        return new CloudRegions(
                Aws.connect(fake.path(), SECOND, Duration.ofMillis(1)), "three-tier", project, said::add);
    }
}
