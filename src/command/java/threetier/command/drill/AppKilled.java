package threetier.command.drill;

/** An app node crashes and is later restarted. */
final class AppKilled implements NodeCrash {

    @Override
    public String name() {
        return "app-killed";
    }

    @Override
    public String breaks() {
        return "an app node is killed (kill -9) and later restarted";
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
