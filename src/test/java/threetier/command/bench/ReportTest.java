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
import threetier.command.load.Latency;

class ReportTest {

    private static final Results RESULTS =
            new Results(List.of(Samples.read(1, "a & <b>", 450), Samples.read(1, "other", 150)));

    private static final List<NewNode> NEW_NODES = List.of(
            new NewNode("other", 1.5, 10, new Run(500, 0, 0, 10.72, new Latency(1, 2, 3, 4))),
            new NewNode("other", 2.5, 30, new Run(900, 0, 0, 30.1, new Latency(5, 6, 7, 8))));

    @Test
    void theRawDataIsJson() {
        String json = RawData.json("2 × \"fast\"", new Options(10, 1, 1_000, cell -> true), RESULTS, NEW_NODES);
        // JSON is also YAML
        Map<String, Object> parsed = new Yaml().load(json);
        assertEquals("2 × \"fast\"", parsed.get("machine"));
        List<?> newNodes = (List<?>) parsed.get("newNodes");
        assertEquals(1.5, ((Map<?, ?>) newNodes.get(0)).get("firstAnswerSeconds"));
        assertEquals(10, ((Map<?, ?>) newNodes.get(0)).get("underLoadSeconds"));
        List<?> samples = (List<?>) parsed.get("samples");
        assertEquals(2, samples.size());
        assertEquals(450.0, ((Map<?, ?>) samples.get(0)).get("perSecond"));
    }

    @Test
    void aNewNodeHasALineForItsStartAndOneForEachLoad() {
        String table = ResultTables.newNodes(NEW_NODES);
        assertTrue(table.matches("(?s).*start +other +2\\.00 \\(1\\.50–2\\.50\\).*"), table);
        assertTrue(table.matches("(?s).*first 10 s +other +500 \\(500–500\\) +4\\.00 .*"), table);
        assertTrue(table.matches("(?s).*first 30 s +other +900 \\(900–900\\) +8\\.00 .*"), table);
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
