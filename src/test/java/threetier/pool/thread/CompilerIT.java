package threetier.pool.thread;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.Jvm;
import threetier.stage.OnStage;
import threetier.stage.Site;

/**
 * The options of payara/jvm.options name the packages that Java compiles sooner. Java silently ignores a wrong name, so
 * this test checks the names.
 */
@OnStage
@Tag("http-only")
class CompilerIT {

    private static final Path OPTIONS = Path.of("payara", "jvm.options");
    private static final Pattern SOONER =
            Pattern.compile("(?m)^-XX:CompileCommand=CompileThresholdScaling,([a-z.]+)\\*::\\*,0\\.\\d+$");

    @Test
    void whatIsCompiledSoonerIsWhatRuns(Site site, Stage stage) throws Exception {
        Jvm node = Jvm.afterWork(site, stage, "app-1");
        String options = node.asked("VM.command_line");
        String classes = node.asked("VM.class_hierarchy");
        List<String> packages = SOONER.matcher(Files.readString(OPTIONS))
                .results()
                .map(named -> named.group(1))
                .toList();
        assertFalse(packages.isEmpty());
        for (String name : packages) {
            assertTrue(options.contains("CompileThresholdScaling," + name), options);
            assertTrue(classes.contains("--" + name), name);
        }
    }
}
