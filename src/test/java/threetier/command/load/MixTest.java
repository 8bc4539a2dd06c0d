package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.error.CommandException;

class MixTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"read=9,write=1|9|1", "write=1,read=9|9|1", "read=1|1|0", "write=3|0|3", "read=0,write=2|0|2"})
    void weightsAreInAnyOrder(String text, int reads, int writes) {
        assertEquals(new Mix(reads, writes), Mix.of(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "read",
                "read=",
                "read=-1",
                "read=0",
                "read=0,write=0",
                "read=1,read=2",
                "write=1,write=2",
                "read=1, write=1",
                "read=1,",
                "delete=1",
                "read=99999"
            })
    void whatIsNoMixIsNamed(String text) {
        assertEquals(
                "--mix must have weights like read=9,write=1, not \"" + text + "\"",
                assertThrows(CommandException.class, () -> Mix.of(text)).getMessage());
    }

    @Test
    void writesAreSpreadEvenly() {
        assertEquals("..w..w..w.ww", pattern(new Mix(2, 1), 9) + "." + pattern(new Mix(0, 2), 2));
        assertEquals(".w.w.ww.w.ww", pattern(new Mix(5, 7), 12));
        assertEquals("......", pattern(Mix.READS, 6));
    }

    private static String pattern(Mix mix, int requests) {
        return LongStream.range(0, requests)
                .mapToObj(request -> mix.writes(request) ? "w" : ".")
                .reduce("", String::concat);
    }
}
