package threetier.command.drill;

import java.util.List;

/**
 * The result of a drill.
 *
 * @param verdict the figures of the drill; null if the drill could not run
 * @param broken descriptions of the broken promises, or the reason why the drill could not run
 */
public record Result(Scenario drill, Verdict verdict, List<String> broken) {

    public boolean kept() {
        return broken.isEmpty();
    }
}
