package threetier.command.drill;

import java.util.List;
import threetier.command.stage.Sessions;

/** All drills, in the order of {@code ./three-tier drill all}. */
public final class Scenarios {

    private Scenarios() {}

    /** @param soakMinutes the duration of the drill {@link Soak} in minutes */
    public static List<Scenario> all(int soakMinutes) {
        return List.of(
                new AppKilled(),
                new WebKilled(),
                new AppsReplaced(),
                new WebsReplaced(),
                new SessionsKept(Sessions.REPLICATION, 2),
                new SessionsKept(Sessions.AFFINITY, 2),
                new ReplicaStopped(),
                new ReplicaBehind(),
                new WriterKilled(),
                new WriterSilent(),
                new Failover(),
                new Overload(),
                new SlowClients(),
                new DiskFull(),
                new Restored(),
                new ClockOff(),
                new EdgeRetry(),
                new WritesMoved(1),
                new RegionKilled(1),
                new MalformedRequests(),
                new Soak(soakMinutes));
    }
}
