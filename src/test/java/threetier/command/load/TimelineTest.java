package threetier.command.load;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;
import threetier.command.load.Exchange.Kind;

class TimelineTest {

    private static final long SECOND = 1_000_000_000L;

    @Test
    void showsWhatHappenedAndForHowLongNothingWasSaved() throws Exception {
        List<Exchange> exchanges = new ArrayList<>();
        for (long second : new long[] {1, 2, 6, 7}) {
            exchanges.add(
                    new Exchange(Kind.WRITE, second * SECOND, second * SECOND, 201, "", false, "", false, second, ""));
        }
        exchanges.add(new Exchange(Kind.WRITE, 3 * SECOND, 3 * SECOND, 503, "", true, "status 503", false, 0, ""));
        List<Event> events = List.of(new Event(2 * SECOND, "writer & all <killed>"));
        String svg = new Timeline("writer-killed", exchanges, events).svg();
        Document parsed = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(svg.getBytes(StandardCharsets.UTF_8)));
        String text = parsed.getDocumentElement().getTextContent();
        assertTrue(text.contains("writer & all <killed>"));
        assertTrue(text.contains("4.0 s without a write"));
        assertTrue(text.contains("refused (503)"));
        assertFalse(text.contains("stale"));
    }

    @Test
    void aLoadWithoutRequestsHasAPictureToo() {
        assertEquals(1, new Timeline("empty", List.of(), List.of()).svg().split("<svg").length - 1);
    }
}
