package threetier.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.database.MySqlImage;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/** Runs the tests, which are Maven's. */
@Command(name = "test", description = "run the tests; --all adds those on MySQL, on Payara Server and on a bare Debian")
final class Test implements Callable<Integer> {

    private static final String LEFT_OUT =
            "left out: mysql (containers), payara-server (a big download), install (a Debian of its own), "
                    + "advice on the templates (npm, 200 MB); ./three-tier test --all runs them too";

    @Option(names = "--all", description = "also what needs containers, big downloads or long drills")
    private boolean all;

    /** @return 0, or Maven's exit code when a test failed */
    @Override
    public Integer call() {
        Path project = Workspace.projectFolder();
        Tools.httpd();
        Tools.haproxy();
        Tools.chromium();
        // Maven would count failures of an earlier run too
        Workspace.delete(project.resolve("target/failsafe-reports"));
        List<String> maven = new ArrayList<>(List.of(project.resolve("mvnw").toString(), "-B", "-ntp", "verify"));
        if (all) {
            maven.addAll(List.of("-Dthreetier.all=true", "-Dmysql.image=" + MySqlImage.prepare(project)));
        }
        int status = new Program(maven).atTerminal();
        if (!all) {
            System.out.println(LEFT_OUT);
        }
        return status;
    }
}
