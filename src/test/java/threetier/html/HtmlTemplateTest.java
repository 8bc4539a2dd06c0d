package threetier.html;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class HtmlTemplateTest {

    private final HtmlTemplate template =
            new HtmlTemplate("<p>{{a}}, {{b}}</p><template id=\"part\"><i>{{a}}</i></template>");

    @Test
    void placesAreFilledOnceAndTheOthersStayEmpty() {
        assertEquals(
                "<p>$1\\{{b}}, </p><template id=\"part\"><i>$1\\{{b}}</i></template>",
                template.fill(Map.of("a", "$1\\{{b}}")));
    }

    @Test
    void aPartIsATemplateToo() {
        assertEquals("<i>x</i>", template.part("part").fill(Map.of("a", "x")));
        assertThrows(IllegalArgumentException.class, () -> template.part("other"));
    }

    /** The page preloads all scripts, which saves a round trip for each import. */
    @Test
    void thePageLoadsEveryScriptAtOnce() throws Exception {
        String page = Files.readString(Path.of("src/main/webapp/WEB-INF/page.html"));
        try (var files = Files.list(Path.of("src/main/webapp/assets"))) {
            assertEquals(
                    List.of(),
                    files.map(file -> file.getFileName().toString())
                            .filter(name -> !page.contains("{{assets}}/" + name))
                            .toList());
        }
    }

    /**
     * The error pages of the web tier have their own style sheet, because the app tier may be unavailable. Both style
     * sheets must have the same colours.
     */
    @Test
    void errorsHaveTheColoursOfThePage() throws Exception {
        String[] page =
                Files.readString(Path.of("src/main/webapp/assets/page.css")).split("prefers-color-scheme: dark");
        String[] errors = Files.readString(Path.of("httpd/look/problem.css")).split("prefers-color-scheme: dark");
        for (int scheme = 0; scheme < 2; scheme++) {
            Map<String, String> wanted = colours(page[scheme]);
            wanted.keySet().retainAll(Set.of("ground", "surface", "ink", "quiet", "line", "accent"));
            assertEquals(wanted, colours(errors[scheme]));
        }
    }

    private static Map<String, String> colours(String sheet) {
        return Pattern.compile("--(\\w+): (#\\w+);")
                .matcher(sheet)
                .results()
                .collect(Collectors.toMap(colour -> colour.group(1), colour -> colour.group(2)));
    }
}
