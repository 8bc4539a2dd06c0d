package threetier.command.bench;

import java.util.EnumMap;
import java.util.Map;
import threetier.command.load.Latency;

/** Invented samples for tests. */
final class Samples {

    static final String CELL = "read 100 c64";

    private Samples() {}

    /** Two seconds of reads, for which the web tier alone took 20 seconds of processor time. */
    static Sample read(int round, String target, double perSecond) {
        Map<Tier, Double> cpu =
                new EnumMap<>(Map.of(Tier.APP, 0.25, Tier.WEB, 20.0, Tier.DATABASES, 0.5, Tier.GENERATOR, 0.125));
        return new Sample(
                round,
                CELL,
                target,
                new Run((long) (perSecond * 2), 0, 0, 2, new Latency(1, 2, 3, 4)),
                cpu,
                0,
                0,
                null);
    }
}
