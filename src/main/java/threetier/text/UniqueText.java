package threetier.text;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The rule for values that must be unique: two texts are the same if they differ only in case, or in how Unicode
 * represents the same characters. The application, not the database, applies the rule, because the collations of MySQL
 * and MariaDB differ (docs/decisions/0039-unique-text.md).
 */
public final class UniqueText {

    private UniqueText() {}

    /** The value of a column {@code BINARY(32)} with a unique index: the same for texts that are the same. */
    public static byte[] key(String text) {
        return Sha256.of(folded(text));
    }

    /**
     * The text in the normal form NFKC and in lower case. Upper case comes first, so that letters with several lower
     * case forms become the same: both forms of sigma, and ß and ss. The second normalisation composes what the change
     * of case has decomposed.
     */
    static String folded(String text) {
        String folded = nfkc(text).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return nfkc(folded);
    }

    private static String nfkc(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKC);
    }
}
