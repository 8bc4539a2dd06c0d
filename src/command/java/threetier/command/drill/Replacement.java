package threetier.command.drill;

import java.nio.file.Path;
import java.util.List;
import threetier.command.process.Node;

/** A rolling update of the app tier. */
final class Replacement {

    private Replacement() {}

    /** Replaces each of these app nodes by a node with this application, one after the other. */
    static void of(List<Node> old, Path war, Scene scene) {
        int offset = scene.stage().servers("app").size();
        for (Node node : old) {
            String successor = "app-" + (Integer.parseInt(node.name().substring("app-".length())) + offset);
            scene.addApp(successor, war.toAbsolutePath());
            scene.retire(node.name());
        }
    }
}
