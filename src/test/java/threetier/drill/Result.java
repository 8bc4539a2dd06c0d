package threetier.drill;

import java.util.List;

/**
 * How a drill ended.
 *
 * @param verdict null when the drill could not be carried out
 * @param broken promises, in words, or why it could not be carried out
 */
record Result(Drill drill, Verdict verdict, List<String> broken) {

    boolean kept() {
        return broken.isEmpty();
    }
}
