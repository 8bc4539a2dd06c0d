package threetier.command.deploy;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Asks before something with consequences. */
public final class Consent {

    private final boolean beforehand;
    private final Supplier<Optional<String>> answer;
    private final Consumer<String> say;
    private final String otherwise;

    /**
     * For a change.
     *
     * @param beforehand whether the user has already agreed; then no question is asked
     * @param answer reads the answer of the user; it is empty without a terminal
     */
    Consent(boolean beforehand, Supplier<Optional<String>> answer, Consumer<String> say) {
        this(beforehand, answer, say, "Nothing was changed.");
    }

    /**
     * @param beforehand whether the user has already agreed; then no question is asked
     * @param answer reads the user's answer; empty if there is no terminal
     * @param otherwise what to say if the user does not agree
     */
    public Consent(boolean beforehand, Supplier<Optional<String>> answer, Consumer<String> say, String otherwise) {
        this.beforehand = beforehand;
        this.answer = answer;
        this.say = say;
        this.otherwise = otherwise;
    }

    /** @return true if there is nothing to agree to, or the user agrees */
    public boolean to(List<String> consequences) {
        consequences.forEach(say);
        if (consequences.isEmpty() || beforehand) {
            return true;
        }
        say.accept("Type yes to continue (--yes skips this question):");
        if (answer.get().map(String::strip).filter("yes"::equals).isPresent()) {
            return true;
        }
        say.accept(otherwise);
        return false;
    }
}
