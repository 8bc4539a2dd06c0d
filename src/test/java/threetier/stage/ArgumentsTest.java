package threetier.stage;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class ArgumentsTest {

    @Test
    void eachIsTakenOnceInAnyOrder() {
        Arguments arguments = new Arguments(List.of("--json", "--web", "2", "web-1", "--param", "A=1", "--param", "B=2"));
        assertEquals("A=1", arguments.option("--param", ""));
        assertEquals("B=2", arguments.option("--param", ""));
        assertEquals("", arguments.option("--param", ""));
        assertEquals(2, arguments.number("--web", 1, 1, 9));
        assertEquals(1, arguments.number("--web", 1, 1, 9));
        assertTrue(arguments.flag("--json"));
        assertFalse(arguments.flag("--json"));
        assertEquals("web-1", arguments.next("none"));
        assertEquals("none", arguments.next("none"));
        arguments.nothingLeft();
    }

    @Test
    void whatIsNotUnderstoodIsNamed() {
        assertEquals("\"--jsn\" is not understood here; see ./three-tier --help", complaint("--jsn", "x"));
        assertEquals("--web needs a value; see ./three-tier --help", complaint("--web"));
        for (String wrong : List.of("0", "10", "-1", "two", "1.5", "99999999999", "")) {
            assertEquals("--web must be a whole number from 1 to 9, not \"" + wrong + "\"", complaint("--web", wrong));
        }
    }

    private static String complaint(String... typed) {
        Arguments arguments = new Arguments(List.of(typed));
        return assertThrows(StageException.class, () -> {
            arguments.number("--web", 1, 1, 9);
            arguments.nothingLeft();
        }).getMessage();
    }
}
