package threetier.text;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UniqueTextTest {

    @ParameterizedTest
    @CsvSource({
        "Demo, demo",
        "é, e\u0301",
        "É, e\u0301",
        "Straße, STRASSE",
        "ς, σ",
        "ı, I",
        "ﬁ, FI",
        "Ａ, a",
        "\u212A, k",
        "ΐ, Ϊ\u0301",
        "ǰ, J\u030C"
    })
    void textsThatDifferInCaseOrNormalisationAreTheSame(String one, String other) {
        assertEquals(UniqueText.folded(one), UniqueText.folded(other));
        assertArrayEquals(UniqueText.key(one), UniqueText.key(other));
    }

    @ParameterizedTest
    @CsvSource({"e, é", "l, 1", "o, ø", "a b, ab"})
    void otherTextsAreDifferent(String one, String other) {
        assertNotEquals(UniqueText.folded(one), UniqueText.folded(other));
    }

    @Test
    void theKeyHas32Bytes() {
        assertEquals(32, UniqueText.key("").length);
    }
}
