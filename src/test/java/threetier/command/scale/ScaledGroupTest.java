package threetier.command.scale;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What counts as good scaling. The busy phase is from second 60 to 360; there is a sample each ten seconds. */
class ScaledGroupTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int BUSY = 60;
    private static final int REST = 360;
    private static final int END = 660;

    private final List<GroupSample> samples = new ArrayList<>();
    private double target = 50;

    @Test
    void aGroupThatGrowsAndShrinksIsGood() {
        group(0, 180, 2, 70);
        group(180, 600, 3, 50);
        group(600, END, 2, 10);
        ScaledGroup figures = figures();
        assertEquals(List.of(), figures.broken());
        assertEquals(3, figures.needed());
        assertEquals(120, figures.decided().orElseThrow());
        assertEquals(120, figures.served().orElseThrow());
        assertEquals(240, figures.shrunk().orElseThrow());
        assertEquals(0, figures.overshoot());
    }

    @Test
    void nodesThatStayBusyAreNamed() {
        group(0, END, 2, 76);
        assertBroken("use 76 % of their CPU", "Is TargetCpu too high");
    }

    @Test
    void aGroupThatDoesNotGrowIsNamed() {
        group(0, END, 2, 40);
        assertBroken("it did not grow", "use only 40 % of their CPU", "Raise --load");
    }

    /** The nodes were at their limit, so only the end shows how many the load needs. */
    @Test
    void nodesWithoutCpuLeftDoNotShowTheLoad() {
        group(0, 100, 2, 100);
        group(100, 600, 6, 48);
        group(600, END, 2, 10);
        assertEquals(List.of(), figures().broken());
    }

    @Test
    void tooManyNodesAreNamed() {
        group(0, 100, 2, 75);
        group(100, 600, 6, 25);
        group(600, END, 2, 10);
        assertBroken("it grew to 6 nodes, where 3 suffice", "Is DefaultInstanceWarmup shorter");
    }

    /** Nodes that shall use little CPU are more, so that one more can fail. */
    @Test
    void aLowerTargetNeedsMoreNodes() {
        target = 30;
        group(0, 100, 2, 75);
        group(100, 600, 5, 30);
        group(600, END, 2, 10);
        assertEquals(List.of(), figures().broken());
        target = 35;
        samples.clear();
        group(0, 100, 2, 75);
        group(100, 600, 6, 25);
        group(600, END, 2, 10);
        assertBroken("it grew to 6 nodes, where 5 suffice");
    }

    @Test
    void aSizeThatGoesUpAndDownIsNamed() {
        for (int from = 0; from < 400; from += 100) {
            group(from, from + 50, 2, 40);
            group(from + 50, from + 100, 3, 40);
        }
        group(400, END, 2, 10);
        assertBroken("its size changed direction 7 times");
    }

    @Test
    void aGroupThatDoesNotShrinkIsNamed() {
        group(0, 180, 2, 30);
        group(180, END, 3, 50);
        assertBroken("at the end, it still has 3 nodes, and before the load it had 2");
    }

    /** Nodes that start use all of their CPU until they serve, and the load needs none of them. */
    @Test
    void theCpuOfNodesThatStartIsNoLoad() {
        group(0, 100, 2, 75);
        starting(100, 250, 6, 4);
        // They compile their code after they have begun to serve
        group(250, 600, 6, 50);
        group(600, END, 2, 10);
        assertBroken("it grew to 6 nodes, where 3 suffice");
    }

    private void group(int from, int until, int nodes, double cpu) {
        for (int second = from; second < until; second += 10) {
            sample(second, nodes, 0, cpu);
        }
    }

    private void starting(int from, int until, int nodes, int starting) {
        for (int second = from; second < until; second += 10) {
            sample(second, nodes, starting, 75);
        }
    }

    private void sample(int second, int nodes, int starting, double cpu) {
        Map<String, Double> used = new TreeMap<>();
        Set<String> serving = new TreeSet<>();
        for (int i = 1; i <= nodes; i++) {
            boolean serves = i <= nodes - starting;
            used.put("i-" + i, serves ? cpu : 100);
            if (serves) {
                serving.add("i-" + i);
            }
        }
        samples.add(new GroupSample(
                second * SECOND, List.of(new GroupState("App/Nodes", nodes, serving, 2, used, target))));
    }

    private ScaledGroup figures() {
        return ScaledGroup.of("App/Nodes", samples, BUSY * SECOND, REST * SECOND);
    }

    private void assertBroken(String... words) {
        String broken = String.join("\n", figures().broken());
        for (String part : words) {
            assertTrue(broken.contains(part), broken);
        }
    }
}
