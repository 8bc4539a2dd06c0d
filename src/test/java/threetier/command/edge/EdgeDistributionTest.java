package threetier.command.edge;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import threetier.command.error.CommandException;
import threetier.command.template.Template;

class EdgeDistributionTest {

    private static final Path TEMPLATES = Path.of("cloudformation");
    private static final Map<String, Integer> PORTS = Map.of("once", 1, "repeatable", 2, "pages", 3);

    @TempDir
    private Path folder;

    @Test
    void theOriginsHaveTheTimeoutsAndAttemptsOfTheTemplate() {
        String vcl = vcl(TEMPLATES);
        assertTrue(vcl.contains("first_byte_timeout = 65s;") && vcl.contains("connect_timeout = 5s;"), vcl);
        assertTrue(section(vcl, "sub repeat", "}\n}").contains("origin_repeatable"), vcl);
        assertEquals(
                List.of(1, 2),
                EdgeDistribution.of(TEMPLATES).origins().stream()
                        .filter(origin -> !origin.pages())
                        .map(EdgeOrigin::attempts)
                        .toList());
    }

    @Test
    void aPathIsInTheFirstBehaviourThatMatches() {
        EdgeDistribution distribution = EdgeDistribution.of(TEMPLATES);
        assertEquals("/write", rule(distribution, "/write"));
        assertEquals("/assets/*", rule(distribution, "/assets/1/page.css"));
        Stream.of("/", "/write/", "/Write", "/timestamps/1", "/users/1", "/read.", "/assets")
                .forEach(path -> assertEquals("", rule(distribution, path), path));
        assertFalse(distribution.stores("/write") || distribution.stores("/users/1"));
        assertTrue(distribution.stores("/read"));
    }

    /** Nothing about paths is written down twice: another template makes another configuration. */
    @Test
    void anotherTemplateMakesAnotherEdge() throws IOException {
        plant("{PathPattern: /write, TargetOriginId: once,", "{PathPattern: '/save?/*', TargetOriginId: repeatable,");
        EdgeDistribution planted = EdgeDistribution.of(folder);
        assertEquals("/save?/*", rule(planted, "/saved/1/2"));
        assertEquals("", rule(planted, "/write"));
        String vcl = vcl(folder);
        assertTrue(vcl.contains("if (req.url ~ \"^/save[^?]/[^?]*(\\?|$)\")"), vcl);
        assertFalse(vcl.contains("/write"), vcl);
        assertTrue(section(vcl, "sub behaviour_0 ", "}\n}").contains("origin_repeatable"), vcl);
    }

    @Test
    void thePolicyOfTheTemplateIsTheKey() throws IOException {
        plant("Authorization, Consistency-Token, Change-Token]", "Consistency-Token]");
        assertTrue(vcl(TEMPLATES).contains("hash_data(req.http.Authorization)"));
        assertFalse(vcl(folder).contains("hash_data(req.http.Authorization)"));
    }

    @Test
    void refusesWhatItCannotDo() throws IOException {
        plant("CookiesConfig: {CookieBehavior: all}", "CookiesConfig: {CookieBehavior: whitelist, Cookies: [a]}");
        CommandException refused = assertThrows(CommandException.class, () -> EdgeDistribution.of(folder));
        assertTrue(refused.getMessage().contains("CookieBehavior is whitelist"), refused.getMessage());
    }

    private void plant(String text, String error) throws IOException {
        for (Map.Entry<String, String> one : Template.texts(TEMPLATES).entrySet()) {
            Files.writeString(folder.resolve(one.getKey()), one.getValue().replace(text, error));
        }
        assertFalse(Files.readString(folder.resolve("edge.yaml")).contains(text));
    }

    private static String vcl(Path templates) {
        return new Vcl(EdgeDistribution.of(templates), PORTS, 8443).text();
    }

    private static String rule(EdgeDistribution distribution, String path) {
        return distribution.behaviours().stream()
                .filter(one -> one.pattern().isEmpty() || path.matches(one.paths()))
                .findFirst()
                .orElseThrow()
                .pattern();
    }

    private static String section(String text, String from, String to) {
        int start = text.indexOf(from);
        return text.substring(start, text.indexOf(to, start));
    }
}
