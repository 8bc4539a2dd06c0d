package threetier.drill;

/** Clients that hold connections to a web node and never finish a request. */
final class SlowClients implements Drill {

    private static final int NUMBER = 2_000;

    @Override
    public String name() {
        return "slow-clients";
    }

    @Override
    public String breaks() {
        return String.format("%,d half-open clients send their headers to a web node a byte at a time", NUMBER);
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public void run(Scene scene) throws Exception {
        int port = scene.stage().node("web-1").port();
        try (Dribble dribble = new Dribble(port, NUMBER)) {
            scene.turn(String.format("%,d slow clients", NUMBER));
            for (int second = 0; second < 25; second++) {
                dribble.round();
                scene.steady(1);
            }
            scene.note(String.format("%,d were put out", dribble.putOut()));
        }
        scene.note("gone");
        scene.steady(6);
    }
}
