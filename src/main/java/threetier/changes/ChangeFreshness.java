package threetier.changes;

import jakarta.enterprise.context.ApplicationScoped;
import threetier.consistency.Kind;
import threetier.datasource.Freshness;

/** Measures the freshness of a database by its changes, because every change adds one. */
@ApplicationScoped
class ChangeFreshness extends Freshness {

    ChangeFreshness() {
        super(Kind.CHANGE, "Change", "changedAt");
    }
}
