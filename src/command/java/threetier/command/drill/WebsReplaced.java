package threetier.command.drill;

import java.util.List;
import threetier.command.process.Node;

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
        List<Node> old = scene.stage().servers("web");
        for (Node node : old) {
            String successor = "web-" + (Integer.parseInt(node.name().substring("web-".length())) + old.size());
            scene.addWeb(successor);
            scene.retire(node.name());
        }
        scene.steady(5);
    }
}
