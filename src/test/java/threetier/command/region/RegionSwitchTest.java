package threetier.command.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import threetier.command.error.CommandException;

/** {@link RegionSwitch}, also when any of its calls fails. */
class RegionSwitchTest {

    private final PlayedRegions regions = new PlayedRegions();
    private final List<String> said = new ArrayList<>();

    @Test
    void aPlannedSwitchLosesNothing() {
        regions.write();
        planned("two");
        assertEquals("two", regions.writing());
        assertEquals(0, regions.lost);
        assertFalse(regions.readOnly("two"));
        assertTrue(regions.led("two"));
        assertTrue(regions.follows("one"));
        assertTrue(said.contains("two writes."), said::toString);
    }

    @Test
    void aSecondRunChangesNothing() {
        planned("two");
        regions.changes.clear();
        planned("two");
        assertEquals(List.of(), regions.changes);
    }

    @Test
    void thereAndBack() {
        planned("two");
        planned("one");
        assertEquals("one", regions.writing());
        assertTrue(regions.led("one"));
    }

    @Test
    void aPlannedSwitchContinuesWhereverItFailed() {
        for (int call = 1; ; call++) {
            PlayedRegions played = new PlayedRegions();
            played.write();
            played.failingCall = call;
            boolean failed = false;
            try {
                of(played).planned("two");
            } catch (CommandException expected) {
                failed = true;
                assertEquals(
                        "call " + call,
                        expected.getMessage().lines().findFirst().orElse(""));
            }
            played.failingCall = 0;
            of(played).planned("two");
            assertEquals("two", played.writing(), "call " + call);
            assertEquals(0, played.lost, "call " + call);
            assertFalse(played.readOnly("two"), "call " + call);
            assertTrue(played.led("two"), "call " + call);
            if (!failed) {
                return;
            }
        }
    }

    @Test
    void aFailedSwitchTakesWritesAgain() {
        regions.stuck = true;
        CommandException failure = assertThrows(CommandException.class, () -> planned("two"));
        assertTrue(failure.getMessage().contains("one takes writes as before"), failure::getMessage);
        assertFalse(regions.readOnly("one"));
    }

    @Test
    void aPlannedSwitchNeedsBothRegions() {
        regions.unreachable.add("one");
        CommandException failure = assertThrows(CommandException.class, () -> planned("two"));
        assertTrue(failure.getMessage().contains("failover --to two --allow-data-loss"), failure::getMessage);
        assertEquals(List.of(), regions.changes);
    }

    @Test
    void withoutConsentNothingHappens() {
        assertFalse(
                new RegionSwitch(regions, Duration.ofMillis(1), said::add, consequences -> false).allowingLoss("two"));
        assertEquals(List.of(), regions.changes);
    }

    @Test
    void aLostRegionIsFencedAndListedWhenItIsBack() {
        regions.write();
        regions.unreachable.add("one");
        assertTrue(of(regions).allowingLoss("two"));
        assertEquals("two", regions.writing());
        assertFalse(regions.changes.contains("fence one"));
        regions.unreachable.clear();
        assertTrue(of(regions).allowingLoss("two"));
        assertTrue(said.contains("  Lost: 1 writes that one had acknowledged:"), said::toString);
        assertEquals(
                List.of("fence one", "rejoin one"),
                regions.changes.subList(regions.changes.size() - 2, regions.changes.size()));
        assertTrue(regions.follows("one"));
    }

    @Test
    void anUnplannedSwitchContinuesWhereverItFailed() {
        for (int call = 1; ; call++) {
            PlayedRegions played = new PlayedRegions();
            played.write();
            played.failingCall = call;
            boolean failed = false;
            try {
                of(played).allowingLoss("two");
            } catch (CommandException expected) {
                failed = true;
            }
            played.failingCall = 0;
            of(played).allowingLoss("two");
            assertEquals("two", played.writing(), "call " + call);
            assertTrue(played.led("two"), "call " + call);
            assertTrue(played.follows("one"), "call " + call);
            assertFalse(played.fenced, "call " + call);
            if (!failed) {
                return;
            }
        }
    }

    @Test
    void noRegionOfThatName() {
        assertThrows(CommandException.class, () -> planned("three"));
    }

    private void planned(String to) {
        of(regions).planned(to);
    }

    private RegionSwitch of(PlayedRegions played) {
        return new RegionSwitch(played, Duration.ofMillis(1), said::add, consequences -> true);
    }
}
