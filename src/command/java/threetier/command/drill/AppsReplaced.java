package threetier.command.drill;

import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import threetier.command.error.CommandException;
import threetier.command.http.HttpConnection;
import threetier.command.json.Json;
import threetier.command.process.Node;
import threetier.command.stage.Stage;

/**
 * Rolling update: the schema is migrated while the old version runs. Then each app node is replaced by a node with the
 * new build. During the replacement, both versions serve requests.
 */
final class AppsReplaced implements Scenario {

    private static final String NEW_VERSION = "next";
    private static final Path OLD = Path.of("target/three-tier.war");
    private static final Path NEW = Path.of("target/drill/three-tier-next.war");

    @Override
    public String name() {
        return "apps-replaced";
    }

    @Override
    public String breaks() {
        return "the schema is migrated and all app nodes are replaced by a new build, one by one";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public void prepare(Stage stage) throws IOException {
        Files.createDirectories(NEW.getParent());
        Files.copy(OLD, NEW, StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem war = FileSystems.newFileSystem(NEW)) {
            Path facts = war.getPath("WEB-INF/classes/META-INF/microprofile-config.properties");
            Files.writeString(
                    facts,
                    Files.readString(facts)
                            .replaceAll("(?m)^threetier\\.version=.*$", "threetier.version=" + NEW_VERSION));
        }
    }

    @Override
    public void run(Scene scene) throws SQLException, IOException {
        Stage stage = scene.stage();
        stage.sql().execute("writer", "ALTER TABLE threetier.timestamps ADD COLUMN of_the_drill VARCHAR(40)");
        scene.turn("schema migrated");
        Replacement.of(stage.servers("app"), NEW, scene);
        scene.steady(5);
        for (Node node : stage.servers("app")) {
            String instance = HttpConnection.get(node.url() + "/instance").body();
            if (!Json.parse(instance).text("version").equals(NEW_VERSION)) {
                throw new CommandException(node.name() + " does not run the new build: " + instance);
            }
        }
    }

    @Override
    public void cleanUp(Stage stage) {
        try {
            stage.sql().execute("writer", "ALTER TABLE threetier.timestamps DROP COLUMN IF EXISTS of_the_drill");
        } catch (SQLException gone) {
            // The column need not be removed, because the stage is about to end
        }
    }
}
