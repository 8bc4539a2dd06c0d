package threetier.command.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.stage.OnStage;

/** Tests that a woken thread does not preempt a running thread on a busy node (payara/launch, httpd/launch). */
@OnStage
class SchedulingIT {

    /** SCHED_BATCH, see sched(7). */
    private static final int BATCH = 3;
    /** Index of the policy in {@code /proc/PID/stat}, counted after the process name; see proc_pid_stat(5). */
    private static final int POLICY = 38;

    private static final Pattern SERVER = Pattern.compile(".*/(java|apache2|httpd)");

    @ParameterizedTest
    @ValueSource(strings = {"app-1", "web-1"})
    void serversRunAsBatches(String node, Stage stage) throws IOException {
        List<ProcessHandle> servers = stage.node(node)
                .processes()
                .filter(process ->
                        SERVER.matcher(process.info().command().orElse("")).matches())
                .toList();
        assertFalse(servers.isEmpty());
        for (ProcessHandle server : servers) {
            String stat = Files.readString(Path.of("/proc", Long.toString(server.pid()), "stat"));
            assertEquals(
                    BATCH,
                    Integer.parseInt(stat.substring(stat.lastIndexOf(')') + 2).split(" ")[POLICY]),
                    stat);
        }
    }
}
