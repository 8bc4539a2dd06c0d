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

    /** The message appears immediately, not after a minute, and contains no stack trace. */
    @Test
    void theReasonIsSaidAtOnce() {
        File war = new File("target/refused.war");
        sample().as(ZipExporter.class).exportTo(war, true);
        Application application = Application.of(war.toPath().toAbsolutePath(), OwnWarIT.MIGRATIONS);
        Workspace workspace = TestDatabase.workspace("undeployable");
        String reason = String.format(REASON, application.war());
        try (Stage stage = Stage.start(
                workspace, Shape.of(1, 1, "256m").on(TestDatabase.chosen()).running(application), step -> {})) {
            sample().addClass(UndeployableBean.class).as(ZipExporter.class).exportTo(war, true);
            Node node = stage.node("app-1");
            String refused = assertThrows(CommandException.class, () -> Reload.of(node, workspace))
                    .getMessage();
            assertTrue(refused.startsWith(reason) && refused.contains("app-1 has no application any more"), refused);
            String again = assertThrows(CommandException.class, () -> Reload.of(node, workspace))
                    .getMessage();
            assertTrue(again.startsWith("app-1 has no application any more"), again);
        }
        String raised = assertThrows(
                        CommandException.class,
                        () -> Stage.start(
                                workspace,
                                Shape.of(1, 1, "256m").on(TestDatabase.chosen()).running(application),
                                step -> {}))
                .getMessage();
        assertTrue(raised.startsWith(reason), raised);
        assertEquals(0, new Nodes(workspace).all().size());
    }

    private static WebArchive sample() {
        return ShrinkWrap.create(WebArchive.class)
                .addClasses(SampleApplication.class, Notes.class)
                .addAsWebInfResource(new StringAsset("<beans bean-discovery-mode=\"all\"/>"), "beans.xml");
    }
}
