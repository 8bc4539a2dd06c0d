package threetier.command.drill;

import java.util.List;
import java.util.Map;

/**
 * The result of a drill.
 *
 * @param verdict the figures of the drill; null if the drill could not run
 * @param alerts the alerts that fired, each with the seconds from the fault until it fired
 * @param broken descriptions of the broken promises, or the reason why the drill could not run
 */
public record Result(Scenario drill, Verdict verdict, Map<String, Double> alerts, List<String> broken) {

    public boolean kept() {
        return broken.isEmpty();
    }
}
