package threetier.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class UsageTest {

    @Test
    void aProcessHasUsedItsOwnTimeAndThatOfItsChildrenThatEnded() {
        assertEquals(
                10.13,
                Usage.seconds("4711 (a name) 1 (x) S 1 4711 4711 0 -1 4194560 23 0 1 0 1000 10 2 1 20 0 1 0 99 5 6\n"),
                1e-9);
    }

    @Test
    void aProcessThatEndedHasUsedNothing() {
        assertEquals(0, Usage.seconds(""));
    }

    @Test
    void theMachineIsBusyWhileItIsNeitherIdleNorWaiting() {
        assertEquals(1.11, Usage.busySeconds("cpu  100 1 10 5000 600 0 0 0 77 0\ncpu0 1 1 1 1 1 1 1 1 1 1\n"), 1e-9);
    }

    @Test
    void sharedMemoryIsCountedByItsShare() {
        assertEquals(
                2_048,
                Usage.proportionalBytes(
                        "00400000-7fff ---p 0 00:00 0 [rollup]\nRss:     10 kB\nPss:      2 kB\nPss_Anon:  1 kB\n"));
    }
}
