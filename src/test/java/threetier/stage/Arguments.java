package threetier.stage;

import java.util.ArrayList;
import java.util.List;

/** What a person typed after a command. Each piece is taken once; what is left in the end was not understood. */
public final class Arguments {

    private final List<String> left;

    public Arguments(List<String> typed) {
        left = new ArrayList<>(typed);
    }

    /** Takes a word like {@code --json}; whether it was there. */
    public boolean flag(String name) {
        return left.remove(name);
    }

    /**
     * Takes a word and the value after it.
     *
     * @param absent the value when the word was not there
     * @throws StageException when its value is missing
     */
    public String option(String name, String absent) {
        int at = left.indexOf(name);
        if (at < 0) {
            return absent;
        }
        left.remove(at);
        if (at >= left.size()) {
            throw new StageException(name + " needs a value; see ./three-tier --help");
        }
        return left.remove(at);
    }

    /**
     * Takes a word and the whole number after it.
     *
     * @throws StageException when it is none from {@code min} to {@code max}
     */
    public int number(String name, int absent, int min, int max) {
        String text = option(name, String.valueOf(absent));
        if (text.matches("\\d{1,9}") && Integer.parseInt(text) >= min && Integer.parseInt(text) <= max) {
            return Integer.parseInt(text);
        }
        throw new StageException(name + " must be a whole number from " + min + " to " + max + ", not \"" + text + "\"");
    }

    /** Takes the next word, whatever it is. */
    public String next(String absent) {
        return left.isEmpty() ? absent : left.remove(0);
    }

    /**
     * To be called when everything was taken: a word that was not understood is an error, not a surprise.
     *
     * @throws StageException when there is one
     */
    public void nothingLeft() {
        if (!left.isEmpty()) {
            throw new StageException("\"" + left.get(0) + "\" is not understood here; see ./three-tier --help");
        }
    }
}
