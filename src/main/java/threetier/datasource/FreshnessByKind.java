package threetier.datasource;

import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import threetier.consistency.Kind;

/** The application's measures of freshness, one for each kind of write. */
@Dependent
class FreshnessByKind {

    private final Map<Kind, Freshness> all = new EnumMap<>(Kind.class);

    @Inject
    FreshnessByKind(@Any Instance<Freshness> application) {
        application.forEach(one -> all.put(one.kind(), one));
    }

    Freshness of(Kind kind) {
        return all.get(kind);
    }

    Set<Kind> kinds() {
        return all.keySet();
    }
}
