package threetier.command.inspect;

import java.util.Set;
import java.util.stream.Stream;

/** Persistence units that create tables, or that keep entities in memory. */
final class Persistence implements WarRule {

    @Override
    public Stream<WarFinding> check(War war, AppNodes nodes) {
        return Stream.of(
                        units(war)
                                .filter(PersistenceUnit::generatesTables)
                                .map(
                                        unit -> WarFinding.setting(
                                                named(unit)
                                                        + " creates tables: its user may not. Remove the property that generates the schema, and create the tables by --migrations (docs/your-own-war.md, 2).")),
                        units(war)
                                .filter(PersistenceUnit::sharesCache)
                                .map(unit -> WarFinding.hint(named(unit)
                                        + " has a shared cache: with several app nodes, it misses the changes of other nodes."
                                        + " Add <shared-cache-mode>NONE</shared-cache-mode>.")))
                .flatMap(found -> found);
    }

    /** Those on a database of the tiers. */
    private static Stream<PersistenceUnit> units(War war) {
        Set<String> own = OwnDataSources.names(war);
        return PersistenceUnit.all(war).filter(unit -> unit.url().isEmpty() && !own.contains(unit.dataSource()));
    }

    private static String named(PersistenceUnit unit) {
        return "persistence unit " + unit.name();
    }
}
