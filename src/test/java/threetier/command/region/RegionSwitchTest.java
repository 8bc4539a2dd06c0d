package threetier.command.region;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
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
        failingAtEachCall(
                played -> of(played).planned("two"),
                (played, failure) -> {
                    failure.ifPresent(message -> assertEquals(
                            "call " + played.failingCall,
                            message.lines().findFirst().orElse("")));
                },
                (played, call) -> {
                    assertEquals("two", played.writing(), call);
                    assertEquals(0, played.lost, call);
                    assertFalse(played.readOnly("two"), call);
                    assertTrue(played.led("two"), call);
                });
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
        failingAtEachCall(played -> of(played).allowingLoss("two"), (played, failure) -> {}, (played, call) -> {
            assertEquals("two", played.writing(), call);
            assertTrue(played.led("two"), call);
            assertTrue(played.follows("one"), call);
            assertFalse(played.fenced, call);
        });
    }

    /** The API that fences is one of the region that is lost. */
    @Test
    void aRegionThatCannotBeFencedIsNotWaitedFor() {
        regions.failing = "fence one";
        assertThrows(CommandException.class, () -> of(regions).allowingLoss("two"), "it can still not be fenced");
        assertEquals("two", regions.writing());
        assertTrue(
                said.stream().anyMatch(line -> line.contains("one cannot be fenced (fence one failed)")),
                said::toString);
        regions.failing = "";
        assertTrue(of(regions).allowingLoss("two"));
        assertTrue(regions.follows("one"));
    }

    @Test
    void afterAFailedFailoverTheClientsCanBeLetInAgain() {
        regions.failing = "fail over two";
        String message = assertThrows(CommandException.class, () -> of(regions).allowingLoss("two"))
                .getMessage();
        assertTrue(message.contains("No client gets into one meanwhile"), message);
    }

    /**
     * Lets one call after the other fail, until a run makes no such call. After each failure, runs once more.
     *
     * @param failed gets the message of the first run, if that failed
     * @param done gets the state after the second run, and the failed call
     */
    private static void failingAtEachCall(
            Consumer<PlayedRegions> run,
            BiConsumer<PlayedRegions, Optional<String>> failed,
            BiConsumer<PlayedRegions, String> done) {
        int call = 1;
        boolean again = true;
        while (again) {
            PlayedRegions played = new PlayedRegions();
            played.write();
            played.failingCall = call;
            failed.accept(played, failure(() -> run.accept(played)));
            again = played.hasFailed;
            played.failingCall = 0;
            run.accept(played);
            done.accept(played, "call " + call++);
        }
    }

    private static Optional<String> failure(Runnable run) {
        try {
            run.run();
            return Optional.empty();
        } catch (CommandException expected) {
            return Optional.of(expected.getMessage());
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
