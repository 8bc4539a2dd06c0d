package threetier.command.drill;

import java.util.List;
import java.util.Set;
import threetier.command.load.Exchange;
import threetier.command.standby.LocalRegion;

/**
 * The commands {@code failover} and {@code failback} move the writes to the second region and back. Nothing is lost.
 */
final class WritesMoved extends RegionDrill {

    /** @param faster the number by which the durations of DNS are divided */
    WritesMoved(int faster) {
        super(faster);
    }

    @Override
    public String name() {
        return "region-switched";
    }

    @Override
    public String breaks() {
        return "the writes move to the second region, as planned, and back";
    }

    @Override
    public void run(Scene scene) {
        move(scene, LocalRegion.SECOND);
        move(scene, LocalRegion.FIRST);
    }

    private void move(Scene scene, String to) {
        change(scene, risks -> false).planned(to);
        scene.turn(to + " writes");
        scene.steady(8);
    }

    /** The first region has no writer while the second one writes, and writes are refused during the move. */
    @Override
    public Set<String> possibleAlerts() {
        return Set.of("ReadsSlow", "WritesSlow", "WritesFail", "WriterAway", "ReplicaBehind");
    }

    @Override
    public List<String> broken(List<Exchange> exchanges, Verdict verdict) {
        return Promises.readsGoOn(exchanges);
    }
}
