package threetier.command.stage;

import static org.awaitility.Awaitility.await;
import static org.awaitility.Durations.ONE_MINUTE;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.stage.Jvm;
import threetier.stage.OnStage;

/** Tests that a woken thread does not preempt a running thread on a busy node (payara/launch, httpd/launch). */
@OnStage
class SchedulingIT {

    /** SCHED_BATCH, see sched(7). */
    private static final int BATCH = 3;
    /** SCHED_IDLE. */
    private static final int IDLE = 5;

    /** Index of the policy in {@code /proc/PID/stat}, counted after the process name; see proc_pid_stat(5). */
    private static final int POLICY = 38;

    private static final Pattern SERVER = Pattern.compile(".*/(java|apache2|httpd)");

    @ParameterizedTest
    @ValueSource(strings = {"app-1", "web-1"})
    void serversRunAsBatches(String node, Stage stage) {
        List<ProcessHandle> servers = stage.node(node)
                .processes()
                .filter(process ->
                        SERVER.matcher(process.info().command().orElse("")).matches())
                .toList();
        assertFalse(servers.isEmpty());
        for (ProcessHandle server : servers) {
            assertEquals(BATCH, policy(Path.of("/proc", Long.toString(server.pid()))));
        }
    }

    /** The launcher finds these threads by name when the node is ready. */
    @Test
    void computationsRunOnlyWhileNothingElseDoes(Stage stage) {
        Path threads =
                Path.of("/proc", Long.toString(Jvm.of(stage, "app-1").process().pid()), "task");
        await("both threads of /load are idle ones").atMost(ONE_MINUTE).untilAsserted(() -> {
            try (Stream<Path> all = Files.list(threads)) {
                assertEquals(
                        List.of(IDLE, IDLE),
                        all.filter(SchedulingIT::computes)
                                .map(SchedulingIT::policy)
                                .toList());
            }
        });
    }

    private static boolean computes(Path thread) {
        try {
            return Files.readString(thread.resolve("comm")).startsWith("load-");
        } catch (IOException ended) {
            return false;
        }
    }

    /** @param process a process or a thread below {@code /proc} */
    private static int policy(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY]);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
