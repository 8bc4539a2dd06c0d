package threetier.command.rehearse.group;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import threetier.command.scale.GroupSample;
import threetier.command.scale.GroupState;
import threetier.command.scale.ScaledGroup;
import threetier.command.template.EvaluatedStack;
import threetier.command.template.Template;

/**
 * The judgement of {@code rehearse scale} on the real templates, by a simulated clock: ten minutes of rest, half an
 * hour with three quarters of the CPU of the first two nodes, and an hour of rest. A new node uses all of its CPU for
 * 200 s.
 */
class ScalingOfTemplatesTest {

    private static final int REST = 40;
    private static final int BUSY = 150;
    private static final int STEP = 10;

    @Test
    void theTemplatesScaleWell() {
        ScaledGroup group = scaled(Map.of(), Duration.ofSeconds(250));
        assertEquals(List.of(), group.broken());
        assertEquals(3, group.most());
        assertEquals(2, group.last());
    }

    @Test
    void aLowerTargetScalesWellToMoreNodes() {
        ScaledGroup group = scaled(Map.of("TargetCpu", "38"), Duration.ofSeconds(250));
        assertEquals(List.of(), group.broken());
        assertEquals(4, group.most());
    }

    @Test
    void stepsScaleWell() {
        assertEquals(
                List.of(),
                scaled(Map.of("Scaling", "steps"), Duration.ofSeconds(250)).broken());
    }

    @Test
    void aTargetOfNinetyFails() {
        assertFails(scaled(Map.of("TargetCpu", "90"), Duration.ofSeconds(250)), "Is TargetCpu too high");
    }

    @Test
    void noWarmUpFails() {
        assertFails(scaled(Map.of(), Duration.ZERO), "Is DefaultInstanceWarmup shorter");
    }

    private static void assertFails(ScaledGroup group, String words) {
        String broken = String.join("\n", group.broken());
        assertTrue(broken.contains(words), broken + group);
    }

    private static ScaledGroup scaled(Map<String, String> parameters, Duration warmUp) {
        EvaluatedStack deployment = EvaluatedStack.of(Template.folder(Path.of("cloudformation")), parameters);
        SimulatedGroup group = new SimulatedGroup(
                GroupSettings.of(deployment, deployment.resource("App/Nodes")).withWarmup(warmUp));
        List<GroupSample> samples = new ArrayList<>();
        long busy = pass(group, REST, 10, samples);
        group.cpuOfNew(100);
        long rest = pass(group, BUSY, 30, samples);
        pass(group, REST, 60, samples);
        return ScaledGroup.of("App/Nodes", samples, busy, rest);
    }

    /** @return when the time has passed */
    private static long pass(SimulatedGroup group, double load, int minutes, List<GroupSample> samples) {
        group.load(load);
        for (int i = 0; i < minutes * 60 / STEP; i++) {
            group.seconds(STEP);
            GroupFigures now = group.figures();
            samples.add(new GroupSample(
                    now.at().played().toNanos(),
                    List.of(new GroupState(now.id(), now.desired(), now.serving(), 2, now.cpu(), now.target()))));
        }
        return group.figures().at().played().toNanos();
    }
}
