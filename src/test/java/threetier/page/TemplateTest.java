package threetier.page;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class TemplateTest {

    private final Template template = new Template("<p>{{a}}, {{b}}</p><template id=\"part\"><i>{{a}}</i></template>");

    @Test
    void placesAreFilledOnceAndTheOthersStayEmpty() {
        assertEquals("<p>$1\\{{b}}, </p><template id=\"part\"><i>$1\\{{b}}</i></template>", template.fill(Map.of("a", "$1\\{{b}}")));
    }

    @Test
    void aPartIsATemplateToo() {
        assertEquals("<i>x</i>", template.part("part").fill(Map.of("a", "x")));
        assertThrows(IllegalArgumentException.class, () -> template.part("other"));
    }

    /** The page asks for the scripts before one of them asks for the others, which saves a round trip each. */
    @Test
    void thePageLoadsEveryScriptAtOnce() throws Exception {
        String page = Files.readString(Path.of("src/main/webapp/WEB-INF/page.html"));
        try (var files = Files.list(Path.of("src/main/webapp/assets"))) {
            assertEquals(List.of(), files.map(file -> file.getFileName().toString()).filter(name -> !page.contains("{{assets}}/" + name)).toList());
        }
    }

    /** Errors have a style sheet of their own, in the tier that is there when the page is not; they look like it. */
    @Test
    void errorsHaveTheColoursOfThePage() throws Exception {
        String page = Files.readString(Path.of("src/main/webapp/assets/page.css"));
        String errors = Files.readString(Path.of("httpd/look/problem.css"));
        List<String> colours = Pattern.compile("--\\w+: #\\w+;").matcher(errors).results().map(MatchResult::group).toList();
        assertEquals(12, colours.size());
        assertTrue(colours.stream().allMatch(page::contains), colours.toString());
    }
}
