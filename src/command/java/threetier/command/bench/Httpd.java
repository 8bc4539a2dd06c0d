package threetier.command.bench;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import threetier.command.process.Node;
import threetier.command.process.Ports;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.stage.Stage;

/** Starts an extra httpd, outside the web tier, with a configuration from {@code bench/}. */
final class Httpd {

    private Httpd() {}

    /** @param more additional environment variables that the configuration uses */
    static Node start(Stage stage, Folders folders, String name, String configuration, Map<String, String> more) {
        int port = Ports.free();
        Map<String, String> environment = new HashMap<>(more);
        environment.put("BENCH_PORT", Integer.toString(port));
        environment.put("BENCH_HOME", folders.bench().toString());
        environment.put("BENCH_RUN_DIR", folders.run(name).toString());
        environment.put("WEB_HOME", folders.project().resolve("httpd").toString());
        Path file = folders.bench().resolve(configuration);
        return stage.startBeside(
                name,
                port,
                new Program(Tools.httpd().toString(), "-DFOREGROUND", "-f", file.toString()).with(environment));
    }
}
