package threetier.drill;

import java.util.List;

/** All drills, in the order in which {@code ./three-tier drill all} carries them out. */
final class Drills {

    private Drills() {
    }

    /** @param soakMinutes how long the soak lasts */
    static List<Drill> all(int soakMinutes) {
        return List.of(new AppKilled(), new WebKilled(), new AppsReplaced(), new WebsReplaced(), new ReplicaStopped(), new ReplicaBehind(), new WriterKilled(), new WriterSilent(),
                new Failover(), new Overload(), new SlowClients(), new DiskFull(), new ClockOff(), new Misuse(), new Soak(soakMinutes));
    }
}
