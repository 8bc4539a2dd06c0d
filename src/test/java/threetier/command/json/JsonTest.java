package threetier.command.json;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.command.error.CommandException;

class JsonTest {

    @Test
    void whatIsNotThereIsEmpty() {
        Json json = Json.parse("{\"a\": {\"b\": [{\"c\": 7}, true, null]}, \"n\": null}");
        assertEquals("7", json.at("a", "b").first().text("c"));
        assertEquals(
                List.of("{\"c\":7}", "true", ""),
                json.at("a", "b").items().stream().map(Json::text).toList());
        for (String text : List.of(
                json.text("n"),
                json.text("a", "x", "y"),
                json.at("n").first().text(),
                Json.parse("").text("a"))) {
            assertEquals("", text);
        }
    }

    /** Log lines in the output of the AWS CLI may contain any of these characters. */
    @Test
    void controlCharactersAreText() {
        assertEquals(
                "\u001b[31mred\u0000\u007f\u2028",
                Json.parse("{\"message\": \"\\u001b[31mred\\u0000\u007f\u2028\"}")
                        .text("message"));
        assertEquals("{\"message\": \"\\u001b[31mred\\u0000\"}", Json.of(Map.of("message", "\u001b[31mred\u0000")));
    }

    @Test
    void figuresStayAsTheyAreWritten() {
        assertEquals("50", Json.parse("{\"PercentageComplete\": 50}").text("PercentageComplete"));
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("port", 8080);
        values.put("rate", 1.5);
        assertEquals("{\"port\": 8080, \"rate\": 1.5}", Json.of(values));
    }

    @ParameterizedTest
    @ValueSource(strings = {"<html>", "{a: 1}", "{\"a\": 1", "{\"a\": '1'}"})
    void anythingElseIsRefusedInWords(String text) {
        assertEquals(
                "Not valid JSON: " + text,
                assertThrows(CommandException.class, () -> Json.parse(text)).getMessage());
    }
}
