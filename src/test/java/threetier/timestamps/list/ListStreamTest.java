package threetier.timestamps.list;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import threetier.timestamps.entry.Formats;
import threetier.timestamps.entry.Timestamp;

/** Tests that a streamed list has exactly the length that the response has announced, or fails. */
class ListStreamTest {

    private static final int BATCH = ListStream.BATCH;

    private final ByteArrayOutputStream sent = new ByteArrayOutputStream();

    @Test
    void anEmptyListIsOne() throws IOException {
        assertSent("[]", new ListStream(List.of()));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, BATCH - 1, BATCH, BATCH + 1, 3 * BATCH})
    void everyEntryIsSentInOrder(int others) throws IOException {
        int newest = BATCH + others + 1;
        assertSent(body(1, newest + 9), list(others, newest, others));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, BATCH, 2 * BATCH})
    void aListThatGrewOrShrankInTheMiddleBreaks(int others) {
        for (int found : new int[] {others - 1, others + 1, 0}) {
            assertThrows(
                    IncompleteListException.class,
                    () -> list(others, BATCH + others + 2, found).write(sent),
                    others + ", found " + found);
        }
    }

    /** A list with 5,000 oldest rows and ten newest rows. */
    private static ListStream list(int counted, int newest, int found) {
        return new ListStream(
                rows(1, BATCH),
                counted,
                rows(newest, newest + 9),
                after -> rows(after + 1, Math.min(after + BATCH, BATCH + found)));
    }

    private void assertSent(String expected, ListStream list) throws IOException {
        list.write(sent);
        assertEquals(expected, sent.toString(StandardCharsets.US_ASCII));
        assertEquals(expected.length(), list.length());
    }

    private static String body(long from, long to) {
        return rows(from, to).stream()
                .map(row -> "  \"" + Formats.SECONDS.format(row.savedAt()) + '"')
                .collect(Collectors.joining(",\n", "[\n", "\n]"));
    }

    private static List<Timestamp> rows(long from, long to) {
        return LongStream.rangeClosed(from, to)
                .mapToObj(id -> new Timestamp(
                        id, LocalDateTime.of(2022, 11, 6, 3, 1, 47).plusSeconds(id)))
                .toList();
    }
}
