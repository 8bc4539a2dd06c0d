package threetier.command.drill;

import java.util.List;
import threetier.command.process.Node;
import threetier.command.stage.Stage;

/** Each web node is replaced by a new one. */
final class WebsReplaced implements Scenario {

    @Override
    public String name() {
        return "webs-replaced";
    }

    @Override
    public String breaks() {
        return "all web nodes are replaced, one by one";
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public void run(Scene scene) {
        Stage stage = scene.stage();
        List<Node> old = stage.servers("web");
        for (Node node : old) {
            String successor = "web-" + (Integer.parseInt(node.name().substring("web-".length())) + old.size());
            stage.addWeb(successor);
            scene.turn(successor + " in rotation");
            stage.retire(node.name());
            scene.note(node.name() + " drained and stopped");
        }
        scene.steady(5);
    }
}
