package threetier.command.rehearse.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threetier.command.rehearse.group.GroupInstance.State;
import threetier.command.rehearse.group.SeenInstance.Health;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** Rolling updates and instance refreshes of the real templates, by a simulated clock. */
class GroupUpdateTest {

    private static final EvaluatedStack DEPLOYMENT =
            EvaluatedStack.of(Template.folder(Path.of("cloudformation")), Map.of());

    private static SimulatedGroup started() {
        SimulatedGroup group = new SimulatedGroup(GroupSettings.of(DEPLOYMENT, DEPLOYMENT.resource("App/Nodes")));
        group.seconds(600);
        assertEquals("2 desired, 2 in service", group.words());
        return group;
    }

    @Test
    void aRollingUpdateLaunchesBeforeItEndsAnInstance() {
        SimulatedGroup group = started();
        group.update();
        group.seconds(10);
        assertEquals("2 desired, 1 pending, 2 in service", group.words());
        for (int i = 0; i < 100; i++) {
            group.seconds(10);
            assertTrue(group.serving() >= 2, group.words());
            assertTrue(group.group().instances().stream()
                            .filter(GroupInstance::exists)
                            .count()
                    <= 3);
        }
        assertEquals("updated", group.group().outcome());
        assertEquals("2 desired, 2 in service", group.words());
        assertEquals(4, group.count("LAUNCH"));
        // Both zones have one
        assertEquals(
                2,
                group.group().instances().stream()
                        .filter(GroupInstance::exists)
                        .map(GroupInstance::subnet)
                        .distinct()
                        .count());
        assertTrue(
                group.group().instances().stream().filter(GroupInstance::exists).allMatch(one -> one.version() == 2));
    }

    /** A node signals success only when its balancer has found it healthy. */
    @Test
    void theUpdateWaitsForTheSignal() {
        SimulatedGroup group = started();
        group.signals(SeenInstance.Answer.NONE);
        group.update();
        group.minutes(14);
        assertEquals("2 desired, 3 in service", group.words());
        assertEquals("updating", group.group().outcome());
        group.minutes(20);
        assertTrue(group.group().outcome().matches("rolled back: i-\\d+ has not signalled within 15 min"));
        assertEquals("2 desired, 2 in service", group.words());
        assertTrue(
                group.group().instances().stream().filter(GroupInstance::exists).allMatch(one -> one.version() == 1));
    }

    @Test
    void aFailureSignalRollsBackAndNoOldInstanceEnds() {
        SimulatedGroup group = started();
        group.fails(true);
        group.update();
        group.minutes(10);
        assertTrue(
                group.group().outcome().matches("rolled back: i-\\d+ has signalled a failure"),
                group.group().outcome());
        assertEquals("2 desired, 2 in service", group.words());
        assertEquals(3, group.count("LAUNCH"));
        group.group().instances().subList(0, 2).forEach(one -> assertEquals(State.IN_SERVICE, one.state()));
        // The next update is not judged by the failed instance
        group.fails(false);
        group.update();
        group.minutes(20);
        assertEquals("updated", group.group().outcome());
    }

    /** The second instance fails, so the first new one is replaced by one of the earlier version. */
    @Test
    void aLateFailureReplacesTheNewInstances() {
        SimulatedGroup group = started();
        group.update();
        group.seconds(10);
        group.fails(true);
        group.seconds(40);
        assertEquals(4, group.count("LAUNCH"));
        group.fails(false);
        group.minutes(20);
        assertTrue(
                group.group().outcome().startsWith("rolled back"), group.group().outcome());
        assertEquals("2 desired, 2 in service", group.words());
        assertTrue(
                group.group().instances().stream().filter(GroupInstance::exists).allMatch(one -> one.version() == 1));
    }

    /** The template suspends the health checks during an update. */
    @Test
    void duringAnUpdateUnhealthyInstancesAreNotReplaced() {
        SimulatedGroup group = started();
        group.boots(Duration.ofMinutes(5));
        group.health(group.group().instances().get(0).id(), Health.UNHEALTHY);
        group.update();
        group.minutes(4);
        assertEquals(3, group.count("LAUNCH"));
    }

    @Test
    void aRefreshReplacesEachInstanceAfterTheWarmUpOfANewOne() {
        SimulatedGroup group = started();
        group.refresh();
        group.seconds(60);
        assertEquals("2 desired, 3 in service", group.words());
        group.minutes(3);
        assertEquals(0, group.count("DEREGISTER"));
        for (int i = 0; i < 120; i++) {
            group.seconds(10);
            assertTrue(group.serving() >= 2, group.words());
        }
        assertEquals("refreshed", group.group().outcome());
        assertEquals(4, group.count("LAUNCH"));
        assertEquals("2 desired, 2 in service", group.words());
    }

    /** Nodes boot by their own clock, so an hour of the groups may be shorter than a boot. */
    @Test
    void atAHighSpeedARefreshWaitsForNodesThatBoot() {
        SimulatedGroup group = new SimulatedGroup(GroupSettings.of(DEPLOYMENT, DEPLOYMENT.resource("App/Nodes")), 60);
        group.boots(Duration.ofMinutes(2));
        group.minutes(300);
        assertEquals("2 desired, 2 in service", group.words());
        group.refresh();
        group.minutes(600);
        assertEquals("refreshed", group.group().outcome());
    }

    @Test
    void aRefreshWithoutProgressFails() {
        SimulatedGroup group = started();
        group.fails(true);
        group.refresh();
        group.minutes(70);
        assertEquals("failed: no progress for an hour", group.group().outcome());
        assertEquals(
                0,
                group.group().instances().subList(0, 2).stream()
                        .filter(one -> !one.inService())
                        .count());
    }
}
