package threetier.datasource;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.DoubleSupplier;
import threetier.measure.Meters;

/** Counts reads by the source of their answer and the reason for it. */
@ApplicationScoped
public class ReadMeters {

    private static final int REASONS = Reason.values().length;

    private final Meters meters;
    private final LongAdder[] own = new LongAdder[Role.values().length * REASONS];
    private final LongAdder[] shared = new LongAdder[REASONS];

    @Inject
    ReadMeters(Meters meters) {
        this.meters = meters;
        for (Reason reason : Reason.values()) {
            for (Role role : Role.values()) {
                add(role.toString(), reason, own[place(role, reason)] = new LongAdder());
            }
            add("shared", reason, shared[reason.ordinal()] = new LongAdder());
        }
    }

    /** The proxy class that CDI generates needs this constructor. */
    protected ReadMeters() {
        meters = null;
    }

    /** Adds a counter of reads that got an answer which this node had kept. */
    public void fromCache(DoubleSupplier reads) {
        add("cache", Reason.USUAL, reads);
    }

    /** Counts a read that made a query of its own. */
    void count(Role source, Reason reason) {
        own[place(source, reason)].increment();
    }

    /** Counts reads that shared the query of another read. */
    void countShared(int reads, Reason reason) {
        shared[reason.ordinal()].add(reads);
    }

    private static int place(Role role, Reason reason) {
        return role.ordinal() * REASONS + reason.ordinal();
    }

    private void add(String source, Reason reason, LongAdder reads) {
        add(source, reason, reads::sum);
    }

    private void add(String source, Reason reason, DoubleSupplier reads) {
        meters.counter(
                "threetier_reads_total",
                "Reads by what answered: a query of their own (reader, writer), a shared query, or a kept answer.",
                reads,
                "source",
                source,
                "reason",
                reason.name().toLowerCase(Locale.ROOT));
    }
}
