package threetier.command.svg;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;

class SvgTest {

    @Test
    void textMayHoldAnything() throws Exception {
        Svg svg = new Svg(100, 50, 5, "<title> & \"more\"");
        svg.add("<text x=\"%d\" fill=\"%s\">%s</text>", 1, "#333", "a < b & c");
        String text = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.file().getBytes(StandardCharsets.UTF_8)))
                .getDocumentElement()
                .getTextContent();
        assertEquals("<title> & \"more\"\na < b & c", text.strip().replaceAll("\\n+", "\n"));
    }
}
