package threetier.command.drill;

import java.util.Set;

/** A web node crashes and is later restarted. */
final class WebKilled implements Scenario {

    @Override
    public String name() {
        return "web-killed";
    }

    @Override
    public String breaks() {
        return "a web node is killed (kill -9) and later restarted";
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
        int port = scene.stage().node("web-1").port();
        scene.crash("web-1");
        scene.steady(6);
        scene.awaitAlerts();
        scene.note("starting web-1");
        scene.stage().startWeb("web-1", port);
        scene.awaitInRotation("web-1");
        scene.steady(5);
    }
}
