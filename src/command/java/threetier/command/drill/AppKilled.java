package threetier.command.drill;

import java.util.Set;

/** An app node crashes and is later restarted. */
final class AppKilled implements Scenario {

    @Override
    public String name() {
        return "app-killed";
    }

    @Override
    public String breaks() {
        return "an app node is killed (kill -9) and later restarted";
    }

    @Override
    public boolean graceful() {
        return false;
    }

    @Override
    public Set<String> alerts() {
        return Set.of("NodeDown");
    }

    /** How many requests fail until the balancer notices depends on the moment, too. */
    @Override
    public Set<String> possibleAlerts() {
        return Set.of("ReadsFail", "ReadsSlow", "WritesFail", "WritesSlow");
    }

    @Override
    public void run(Scene scene) {
        scene.crash("app-1");
        scene.steady(6);
        scene.awaitAlerts();
        scene.note("starting app-1");
        scene.stage().startApp("app-1");
        scene.awaitInRotation("app-1");
        scene.steady(5);
    }
}
