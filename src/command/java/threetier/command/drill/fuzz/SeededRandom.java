package threetier.command.drill.fuzz;

import java.util.Random;

/** Random choices. The same seed gives the same choices. All text is ISO 8859-1. */
final class SeededRandom {

    private final Random random;

    SeededRandom(long seed) {
        random = new Random(seed);
    }

    String one(String... choices) {
        return choices[below(choices.length)];
    }

    /** True with probability 1/{@code in}. */
    boolean chance(int in) {
        return below(in) == 0;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    String digits(int min, int max) {
        return characters(min, max, '0', '9');
    }

    /** Characters allowed in a method or a header name. */
    String token(int min, int max) {
        return characters(min, max, 'A', 'Z');
    }

    /** Printable characters, including non-ASCII ones. */
    String text(int min, int max) {
        return characters(min, max, '!', '\u00ff').replace('\u007f', ' ');
    }

    String control() {
        return one("\u0000", "\u0001", "\u0007", "\u0008", "\u000b", "\f", "\u000e", "\u001b", "\u001f", "\u007f");
    }

    private String characters(int min, int max, char first, char last) {
        return random.ints(min + below(max - min + 1), first, last + 1)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
