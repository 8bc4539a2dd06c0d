package threetier.command.drill;

import java.util.List;

/**
 * How a drill ended.
 *
 * @param verdict null when the drill could not be carried out
 * @param broken promises, in words, or why it could not be carried out
 */
public record Result(Scenario drill, Verdict verdict, List<String> broken) {

    public boolean kept() {
        return broken.isEmpty();
    }
}
