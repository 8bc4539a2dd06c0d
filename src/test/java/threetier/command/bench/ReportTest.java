package threetier.command.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;

class ReportTest {

    private static final Results RESULTS =
            new Results(List.of(Samples.read(1, "a & <b>", 450), Samples.read(1, "other", 150)));

    @Test
    void theRawDataIsJson() {
        String json = RawData.json(
                "2 × \"fast\"", new Options(10, 1, 1_000, cell -> true), RESULTS, Map.of("other", List.of(1.5)));
        // What is JSON is YAML too
        Map<String, Object> parsed = new Yaml().load(json);
        assertEquals("2 × \"fast\"", parsed.get("machine"));
        assertEquals(Map.of("other", List.of(1.5)), parsed.get("startSeconds"));
        List<?> samples = (List<?>) parsed.get("samples");
        assertEquals(2, samples.size());
        assertEquals(450.0, ((Map<?, ?>) samples.get(0)).get("perSecond"));
    }

    @Test
    void theLongestBarOfAGroupIsAsWideAsThePicture() throws Exception {
        String svg = new Charts(RESULTS).throughput();
        String text = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getTextContent();
        assertTrue(text.contains("a & <b>"));
        assertTrue(svg.contains("width=\"620.0\""));
        assertTrue(svg.contains("width=\"206.7\""));
    }
}
