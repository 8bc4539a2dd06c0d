package threetier.command;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import threetier.command.database.Engines;
import threetier.command.database.MySqlImage;
import threetier.command.error.CommandException;
import threetier.command.observe.Observation;
import threetier.command.process.Build;
import threetier.command.process.Program;
import threetier.command.process.Tools;
import threetier.command.process.Workspace;

/** Runs the tests, through Maven. */
@Command(
        name = "test",
        description =
                "run the tests; --all adds MySQL, Payara Server, the other line of Payara, drills, the rehearsal and a bare"
                        + " Debian")
final class Test implements Callable<Integer> {

    private static final String LEFT_OUT =
            "left out: mysql (containers), payara-server (a big download), the other line of Payara, drills, install (a bare"
                    + " Debian), the rehearsal (root), advice on the templates (npm, 200 MB); ./three-tier test --all runs them too";
    /**
     * Integration tests for the other line of Payara. Those of the command and of the schema are left out, because they
     * do not depend on the server. The slowest contract tests run on the usual line only, and that run proves them for
     * both lines.
     */
    private static final String CONTRACT =
            "-Dit.test=*IT,!threetier/command/**,!threetier/schema/**,!LargeTableIT,!SilentIT,!FailedCommitIT";

    private static final String UNITS = "-Dtest=*Test,!threetier/cloud/**,!threetier/command/**,!ListCacheTest";

    private final Path project = Workspace.projectFolder();

    @Option(names = "--all", description = "also tests that need containers, big downloads or long drills")
    private boolean all;

    /** @return 0, or Maven's exit code if a test failed */
    @Override
    public Integer call() {
        Tools.httpd();
        Tools.haproxy();
        Tools.varnish();
        Tools.chromium();
        Engines.requireMariaDb();
        Observation.require();
        // The build facts are read first, because a build for the other line changes them
        String usual = Build.fact("payara.version");
        if (!all) {
            int status = maven(usual, List.of());
            System.out.println(LEFT_OUT);
            return status;
        }
        String image =
                MySqlImage.prepare(project, "the tests on MySQL cannot run; ./three-tier test does without them.");
        int status = usual.startsWith("6.") ? otherLine() : 0;
        return status != 0 ? status : maven(usual, List.of("-Dthreetier.all=true", "-Dmysql.image=" + image));
    }

    /**
     * Tests the other line of Payara. This test run is the first, so {@code target} finally has the usual line's build.
     */
    private int otherLine() {
        String version = Build.fact("payara-7.version");
        Program.Result java = javaHome().result();
        // This Java also compiles the sources, so a JRE is not enough
        if (java.status() != 0 || !Files.exists(Path.of(java.output().strip(), "bin/javac"))) {
            String why = "the tests on Payara " + version
                    + " need a JDK 21 or newer; payara/java-home 7 says how to get a Java";
            if (System.getenv("CI") != null) {
                throw new CommandException(why);
            }
            System.out.println("left out: " + why);
            return 0;
        }
        System.out.println("on Payara " + version);
        return maven(
                version,
                List.of(
                        "-Djakartaee.version=" + Build.fact("payara-7.jakartaee.version"),
                        "-Declipselink.version=" + Build.fact("payara-7.eclipselink.version"),
                        "-Ppayara-server",
                        "-DexcludedGroups=browser",
                        "-Dspotless.check.skip=true",
                        CONTRACT,
                        "-Dfailsafe.failIfNoSpecifiedTests=false",
                        UNITS));
    }

    private int maven(String payara, List<String> options) {
        // Old reports are deleted, because Maven would also count the failures of an earlier run
        Workspace.delete(project.resolve("target/failsafe-reports"));
        List<String> command = new ArrayList<>(
                List.of(project.resolve("mvnw").toString(), "-B", "-ntp", "verify", "-Dpayara.version=" + payara));
        command.addAll(options);
        Program maven = new Program(command);
        if (!payara.startsWith("6.")) {
            // An embedded server runs on the same Java as the tests
            maven.with("JAVA_HOME", javaHome().output());
        }
        return maven.atTerminal();
    }

    private Program javaHome() {
        return new Program(project.resolve("payara/java-home").toString(), "7");
    }
}
