package threetier.command.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import threetier.command.error.CommandException;
import threetier.command.process.Node;
import threetier.command.process.Nodes;
import threetier.command.process.Workspace;
import threetier.sample.Notes;
import threetier.sample.SampleApplication;
import threetier.stage.TestDatabase;

/** Tests the messages for a readable WAR that the server cannot deploy. */
@Tag("stage")
class UndeployableWarIT {

    private static final String REASON = "The WAR %s could not be deployed: CDI deployment failure:WELD-001408";

    private final File war = new File("target/refused.war");

    private final Workspace workspace = TestDatabase.workspace("undeployable");

    /** The message comes immediately, not after a minute, and is not the end of a stack trace. */
    @Test
    void theReasonIsSaidAtOnce() {
        export(sample());
        try (Stage stage = raise()) {
            Node node = stage.node("app-1");
            export(sample().addClass(UndeployableBean.class));
            String refused = refused(() -> Reload.of(node, workspace));
            assertTrue(refused.startsWith(String.format(REASON, war.getAbsolutePath())), refused);
            assertTrue(refused.contains("UndeployableBean.nobodyHasIt"), refused);
            assertTrue(refused.contains("app-1 has no application any more"), refused);
            String again = refused(() -> Reload.of(node, workspace));
            assertTrue(again.startsWith("app-1 has no application any more"), again);
        }
        export(sample().addClass(TableMaker.class));
        String denied = refused(this::raise);
        assertTrue(denied.contains("CREATE command denied to user 'threetier_writer'"), denied);
        assertTrue(denied.contains("into a migration (--migrations)"), denied);
        assertEquals(0, new Nodes(workspace).all().size());
    }

    private Stage raise() {
        Application application = Application.of(war.toPath().toAbsolutePath(), OwnWarIT.MIGRATIONS);
        Shape shape = Shape.of(1, 1, "256m").on(TestDatabase.chosen()).running(application);
        return Stage.start(workspace, shape, step -> {});
    }

    private static String refused(Executable attempt) {
        return assertThrows(CommandException.class, attempt).getMessage();
    }

    private void export(WebArchive archive) {
        archive.as(ZipExporter.class).exportTo(war, true);
    }

    private static WebArchive sample() {
        return ShrinkWrap.create(WebArchive.class)
                .addClasses(SampleApplication.class, Notes.class)
                .addAsWebInfResource(new StringAsset("<beans bean-discovery-mode=\"all\"/>"), "beans.xml");
    }
}
