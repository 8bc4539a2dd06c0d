package threetier.consistency;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTest {

    @Test
    void anIdIsAToken() {
        assertEquals(new Token(Kind.CHANGE, 17), Kind.CHANGE.token("17"));
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", "0", "-1", "+1", "1.5", "1 2", "abc", "99999999999999999999", "0x10", "１７", "1\n"})
    void anythingElseCountsAsNone(String text) {
        assertEquals(new Token(Kind.CHANGE, 0), Kind.CHANGE.token(text));
    }
}
