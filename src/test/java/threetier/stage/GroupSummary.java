package threetier.stage;

import java.util.Map;
import java.util.TreeMap;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/**
 * Prints the number of tests, failures and the duration per group after each run. Leaves out the unit tests, because
 * each of their classes is a run of its own.
 */
public final class GroupSummary implements TestExecutionListener {

    private final Map<String, Integer> tests = new TreeMap<>();
    private long start;
    private int failed;

    @Override
    public void testPlanExecutionStarted(TestPlan plan) {
        start = System.nanoTime();
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
        if (test.isTest()) {
            test.getTags().stream()
                    .map(tag -> tag.getName())
                    .filter(tag -> !tag.endsWith("-only"))
                    .findFirst()
                    .ifPresent(group -> tests.merge(group + TestDatabase.variant(), 1, Integer::sum));
        }
        failed += result.getStatus() == TestExecutionResult.Status.SUCCESSFUL ? 0 : 1;
    }

    @Override
    public void testPlanExecutionFinished(TestPlan plan) {
        tests.forEach((group, number) -> System.out.printf(
                "group %-19s %3d tests, %d failed, %.0f s%n",
                group + ":", number, failed, (System.nanoTime() - start) / 1e9));
    }
}
