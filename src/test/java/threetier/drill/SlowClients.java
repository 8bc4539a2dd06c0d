package threetier.drill;

import java.net.URI;

/** Clients that hold connections to the site and never finish a request. */
final class SlowClients implements Drill {

    private static final int NUMBER = 2_000;

    @Override
    public String name() {
        return "slow-clients";
    }

    @Override
    public String breaks() {
        return String.format("%,d half-open clients send their headers to the site a byte at a time", NUMBER);
    }

    @Override
    public boolean graceful() {
        return true;
    }

    @Override
    public void run(Scene scene) throws Exception {
        int port = URI.create(scene.stage().url()).getPort();
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
