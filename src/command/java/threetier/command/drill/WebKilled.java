package threetier.command.drill;

/** A web node crashes and is later restarted. */
final class WebKilled implements NodeCrash {

    @Override
    public String name() {
        return "web-killed";
    }

    @Override
    public String breaks() {
        return "a web node is killed (kill -9) and later restarted";
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
