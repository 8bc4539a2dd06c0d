package threetier.command.rehearse.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import threetier.command.rehearse.group.GroupInstance.State;
import threetier.command.rehearse.group.SeenInstance.Health;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/** The groups of the real templates, by a simulated clock. Sizes are 2, 2, 4 where a test says nothing else. */
class PlayedGroupTest {

    private static final Map<String, Template> TEMPLATES = Template.folder(Path.of("cloudformation"));

    private static GroupSettings settings(String... parameters) {
        Map<String, String> values = new TreeMap<>();
        for (int i = 0; i < parameters.length; i += 2) {
            values.put(parameters[i], parameters[i + 1]);
        }
        EvaluatedStack deployment = EvaluatedStack.of(TEMPLATES, values);
        return GroupSettings.of(deployment, deployment.resource("App/Nodes"));
    }

    private static SimulatedGroup started(String... parameters) {
        SimulatedGroup group = new SimulatedGroup(settings(parameters));
        group.seconds(600);
        assertEquals("2 desired, 2 in service", group.words());
        return group;
    }

    @Test
    void theSettingsAreThoseOfTheTemplates() {
        GroupSettings app = settings("AppSizes", "3,4,9");
        assertEquals(3, app.min());
        assertEquals(4, app.desired());
        assertEquals(9, app.max());
        assertEquals(Duration.ofSeconds(240), app.grace());
        assertEquals(Duration.ofSeconds(250), app.warmup());
        assertEquals(Duration.ofSeconds(60), app.deregistration());
        assertEquals(new LaunchHook(Duration.ofMinutes(10), true), app.launch().orElseThrow());
        assertEquals(3, app.rolling().minInService());
        assertEquals(Duration.ofMinutes(15), app.rolling().pause());
        // 150 % of nine, and one that is being shut down
        assertEquals(14, app.places());
    }

    @Test
    void instancesAreLaunchedInTheZonesInTurnAndServeAfterTheirHook() {
        SimulatedGroup group = new SimulatedGroup(settings("AppSizes", "3,3,6"));
        group.seconds(20);
        assertEquals("3 desired, 3 pending", group.words());
        assertEquals(
                2,
                group.group().instances().stream()
                        .map(GroupInstance::subnet)
                        .distinct()
                        .count());
        group.seconds(60);
        assertEquals("3 desired, 3 in service", group.words());
        assertEquals(3, group.count("REGISTER"));
    }

    @Test
    void anInstanceThatSignalsAFailureOrDiesBeforeItsSignalCannotBecomeReady() {
        SimulatedGroup failing = new SimulatedGroup(settings());
        failing.fails(true);
        failing.seconds(25);
        assertEquals(Set.of(Optional.empty()), failures(failing));
        failing.seconds(15);
        assertTrue(failures(failing).contains(Optional.of("signals a failure")));
        SimulatedGroup dying = new SimulatedGroup(settings());
        dying.seconds(25);
        dying.kill("i-2");
        dying.seconds(1);
        assertEquals(Set.of(Optional.empty(), Optional.of("has ended without a signal")), failures(dying));
        SimulatedGroup later = started();
        later.kill("i-2");
        later.seconds(1);
        assertEquals(Set.of(Optional.empty()), failures(later));
    }

    private static Set<Optional<String>> failures(SimulatedGroup group) {
        return group.group().instances().stream().map(GroupInstance::failure).collect(Collectors.toSet());
    }

    @Test
    void anInstanceThatDoesNotCompleteItsHookIsReplaced() {
        SimulatedGroup group = new SimulatedGroup(settings());
        group.boots(Duration.ofHours(1));
        group.seconds(590);
        assertEquals(2, group.count("LAUNCH"));
        group.seconds(20);
        assertEquals(4, group.count("LAUNCH"));
        assertEquals(0, group.count("REGISTER"));
        assertTrue(group.said("has not completed its launch hook in time"));
    }

    @Test
    void threeMinutesAboveTheTargetAddInProportion() {
        SimulatedGroup group = started();
        group.load(160);
        group.minutes(2);
        assertEquals(2, group.desired());
        group.minutes(2);
        // 2 nodes at 80 % need 3.2 nodes at 50 %
        assertEquals(4, group.desired());
    }

    /** Their CPU at the start would add more; it does not count, and the warm ones stay the measure. */
    @Test
    void theCpuOfAnInstanceThatWarmsUpDoesNotCount() {
        SimulatedGroup group = started("AppSizes", "2,2,6");
        group.cpuOfNew(100);
        group.load(120);
        group.minutes(4);
        assertEquals(3, group.desired());
        group.minutes(4);
        assertEquals(3, group.desired());
        SimulatedGroup cold = new SimulatedGroup(settings("AppSizes", "2,2,6").withWarmup(Duration.ZERO));
        cold.seconds(600);
        cold.cpuOfNew(100);
        cold.load(120);
        cold.minutes(8);
        assertTrue(cold.desired() > 3, cold.words());
    }

    @Test
    void fifteenQuietMinutesRemoveAndTheRestStaysBelowTheTarget() {
        SimulatedGroup group = started(settings("AppSizes", "1,4,4"));
        group.load(90);
        group.minutes(13);
        assertEquals(4, group.desired());
        group.minutes(30);
        // 1.8 nodes at 50 %
        assertEquals("2 desired, 2 in service", group.words());
        group.load(89);
        group.minutes(40);
        assertEquals(2, group.desired());
    }

    private static SimulatedGroup started(GroupSettings settings) {
        SimulatedGroup group = new SimulatedGroup(settings);
        group.seconds(600);
        return group;
    }

    @Test
    void nothingIsRemovedBetweenTheTargetAndSeventyPercentOfIt() {
        SimulatedGroup group = started(settings("AppSizes", "1,4,4"));
        group.load(4 * 36);
        group.minutes(60);
        assertEquals(4, group.desired());
    }

    @Test
    void stepsWaitForTheirCooldown() {
        SimulatedGroup group = started("Scaling", "steps", "AppSizes", "2,2,6");
        group.load(600);
        group.minutes(3);
        // Two minutes above the threshold have added one. The cooldown begins when it is in service
        assertEquals(3, group.desired());
        group.minutes(4);
        assertTrue(group.desired() > 3, group.words());
        group.load(0);
        group.minutes(30);
        assertEquals("2 desired, 2 in service", group.words());
    }

    @Test
    void inItsGracePeriodAnUnhealthyInstanceStays() {
        SimulatedGroup group = new SimulatedGroup(settings());
        group.health(Health.UNHEALTHY);
        group.seconds(60);
        assertEquals("2 desired, 2 in service", group.words());
        group.seconds(200);
        assertEquals(2, group.count("LAUNCH"));
        group.seconds(100);
        // 150 % of two
        assertEquals(3, group.count("LAUNCH"));
    }

    /** At speed 60, the grace period is four seconds long. */
    @Test
    void aHighSpeedDoesNotReplaceAnInstanceThatNeverHadTheTimeToBecomeHealthy() {
        SimulatedGroup group = new SimulatedGroup(settings(), 60);
        group.health(Health.UNHEALTHY);
        group.seconds(60 * 60);
        assertEquals(2, group.count("LAUNCH"));
        group.health(Health.HEALTHY);
        group.seconds(60 * 60);
        group.health(Health.UNHEALTHY);
        group.seconds(60);
        assertEquals(3, group.count("LAUNCH"));
    }

    @Test
    void anUnhealthyInstanceIsReplacedBeforeItEnds() {
        SimulatedGroup group = started();
        GroupInstance ill = group.group().instances().get(0);
        group.health(ill.id(), Health.UNHEALTHY);
        group.seconds(60);
        assertEquals(State.IN_SERVICE, ill.state());
        assertEquals(3, group.count("LAUNCH"));
        // The new one starts, and then warms up
        group.seconds(200);
        assertEquals(State.IN_SERVICE, ill.state());
        group.seconds(200);
        assertEquals(State.GONE, ill.state());
        assertEquals("2 desired, 2 in service", group.words());
    }

    /** More than the maximum percentage allows at a time, so one after the other. */
    @Test
    void whenAllAreUnhealthyEachIsReplaced() {
        SimulatedGroup group = started();
        group.group().instances().forEach(one -> group.health(one.id(), Health.UNHEALTHY));
        group.seconds(60);
        assertEquals(3, group.count("LAUNCH"));
        group.minutes(15);
        assertEquals("2 desired, 2 in service", group.words());
        assertTrue(group.group().isSettled());
    }

    @Test
    void aDeadInstanceIsReplacedAtOnce() {
        SimulatedGroup group = new SimulatedGroup(settings());
        group.seconds(100);
        GroupInstance dead = group.group().instances().get(0);
        group.kill(dead.id());
        group.seconds(40);
        assertEquals(State.GONE, dead.state());
        assertEquals("2 desired, 1 pending, 1 in service", group.words());
        assertFalse(group.group().isSettled());
        group.seconds(60);
        assertTrue(group.group().isSettled());
    }

    @Test
    void inADarkZoneNothingIsLaunched() {
        SimulatedGroup group = started();
        String dark = group.group().instances().get(0).subnet();
        group.group().dark(dark, true);
        group.kill(group.group().instances().get(0).id());
        group.seconds(120);
        assertEquals("2 desired, 2 in service", group.words());
        assertEquals(
                0,
                group.group().instances().stream()
                        .filter(one -> one.exists() && one.subnet().equals(dark))
                        .count());
    }

    @Test
    void anInstanceThatEndsFirstLetsItsRequestsFinish() {
        SimulatedGroup group = started("Scaling", "steps", "AppSizes", "1,2,4");
        group.load(0);
        group.seconds(150);
        assertEquals(1, group.desired());
        assertEquals(1, group.count("DEREGISTER"));
        assertEquals(0, group.count("SHUT_DOWN"));
        group.minutes(1);
        assertEquals(1, group.count("SHUT_DOWN"));
    }

    /** At a high speed, the delay is short, but a connection keeps the instance for the time of its own clock. */
    @Test
    void aConnectionKeepsAnInstanceAtAnySpeed() {
        SimulatedGroup group = new SimulatedGroup(settings("Scaling", "steps", "AppSizes", "1,2,4"), 60);
        group.seconds(60 * 60);
        group.connected(true);
        group.load(0);
        group.minutes(30);
        assertEquals(1, group.count("DEREGISTER"));
        assertEquals(0, group.count("SHUT_DOWN"));
        group.minutes(60);
        assertEquals(1, group.count("SHUT_DOWN"));
    }
}
