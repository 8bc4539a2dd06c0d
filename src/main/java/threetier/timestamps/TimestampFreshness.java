package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import threetier.consistency.Kind;
import threetier.datasource.Freshness;

/** Measures the freshness of a database by its saved date-times, because every save adds one. */
@ApplicationScoped
class TimestampFreshness extends Freshness {

    TimestampFreshness() {
        super(Kind.TIMESTAMP, "Timestamp", "savedAt");
    }
}
