package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.persistence.EntityManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import threetier.consistency.Kind;
import threetier.consistency.Token;
import threetier.measure.Meters;

/** Tests every branch of the rule that chooses a database, and the reported reason of each choice. */
class DatabasesTest {

    private static final Function<EntityManager, String> QUERY = database -> "never asked here";
    private static final Token NONE = Kind.TIMESTAMP.none();

    private final FakeReader reader = new FakeReader();
    private final FakeWriter writer = new FakeWriter();
    private final FakeWatch watch = new FakeWatch();
    private final Databases databases =
            new Databases(reader, writer, watch, new ReadOnlyWatch(writer), new ReadMeters(new Meters()));

    @Test
    void theReaderAnswersWhoHasWrittenNothing() {
        assertAnswer(Role.READER, Reason.USUAL, databases.read(NONE, QUERY));
        assertEquals(List.of(), writer.asked);
    }

    @Test
    void theReaderAnswersWhoseWriteItHas() {
        reader.newest = 7;
        assertAnswer(Role.READER, Reason.USUAL, databases.read(token(7), QUERY));
    }

    @Test
    void theWriterAnswersWhoseWriteTheReaderLacks() {
        reader.newest = 6;
        assertAnswer(Role.WRITER, Reason.OWN_WRITE, databases.read(token(7), QUERY));
    }

    /** A token that was never issued is ignored, so no query checks for its row. */
    @Test
    void theReaderAnswersWhoseTokenIsMadeUp() {
        reader.newest = 6;
        watch.madeUp = true;
        assertAnswer(Role.READER, Reason.USUAL, databases.read(token(Long.MAX_VALUE), QUERY));
    }

    @Test
    void theWriterAnswersWhileTheReaderIsBehind() {
        watch.behind = true;
        assertAnswer(Role.WRITER, Reason.READER_BEHIND, databases.read(NONE, QUERY));
        assertEquals(0, reader.asked, "a reader that is too far behind is not asked");
    }

    @Test
    void theWriterAnswersWhileTheReaderIsAway() {
        reader.failure = new DatabaseAwayException(Role.READER, null);
        assertAnswer(Role.WRITER, Reason.READER_AWAY, databases.read(NONE, QUERY));
    }

    /** If the reader is overloaded, reads do not use the writer, because it could not handle this load either. */
    @Test
    void whoFindsTheReaderFullIsRefused() {
        reader.failure = new OverloadException();
        assertSame(reader.failure, assertThrows(OverloadException.class, () -> databases.read(NONE, QUERY)));
        assertEquals(List.of(), writer.asked);
    }

    @Test
    void theWriterAnswersWhenASilentReaderHasAllPlaces() {
        reader.failure = new OverloadException();
        reader.silent = true;
        assertAnswer(Role.WRITER, Reason.READER_AWAY, databases.read(NONE, QUERY));
    }

    @Test
    void aReaderThatIsBehindIsBetterThanNone() {
        watch.behind = true;
        writer.failure = new DatabaseAwayException(Role.WRITER, null);
        assertAnswer(Role.READER, Reason.USUAL, databases.read(NONE, QUERY));
    }

    @Test
    void withoutAWriterNobodyMissesAnOwnWrite() {
        writer.failure = new DatabaseAwayException(Role.WRITER, null);
        reader.newest = 6;
        for (boolean behind : new boolean[] {false, true}) {
            watch.behind = behind;
            assertSame(
                    writer.failure, assertThrows(DatabaseAwayException.class, () -> databases.read(token(7), QUERY)));
        }
    }

    @Test
    void withBothAwayTheReadFails() {
        reader.failure = new DatabaseAwayException(Role.READER, null);
        writer.failure = new DatabaseAwayException(Role.WRITER, null);
        assertSame(writer.failure, assertThrows(DatabaseAwayException.class, () -> databases.read(NONE, QUERY)));
    }

    @Test
    void whoeverSharesAQueryHasWhatTheNewestTokenSays() {
        reader.newest = 6;
        List<Supplier<Answer<String>>> answers = databases.readTogether(List.of(NONE, token(7), token(5)), QUERY);
        answers.forEach(answer -> assertAnswer(Role.WRITER, Reason.OWN_WRITE, answer.get()));
        assertEquals(1, writer.asked.size());
    }

    /** A request whose write is on the reader must not fail because other requests need the writer. */
    @Test
    void withoutAWriterOnlyThoseFailWhoseWritesTheReaderLacks() {
        reader.newest = 6;
        writer.failure = new DatabaseAwayException(Role.WRITER, null);
        List<Supplier<Answer<String>>> answers = databases.readTogether(List.of(NONE, token(7), token(5)), QUERY);
        assertAnswer(Role.READER, Reason.USUAL, answers.get(0).get());
        assertSame(writer.failure, assertThrows(DatabaseAwayException.class, answers.get(1)::get));
        assertAnswer(Role.READER, Reason.USUAL, answers.get(2).get());
    }

    @Test
    void changesGoToTheWriterAlone() {
        watch.behind = true;
        reader.failure = new DatabaseAwayException(Role.READER, null);
        assertAnswer(Role.WRITER, Reason.USUAL, databases.write(QUERY));
        Answer<long[]> keys = databases.insert("notes (text)", List.of("a", "b"));
        assertArrayEquals(new long[] {1, 2}, keys.value());
        assertEquals(Role.WRITER, keys.from());
        assertEquals(0, reader.asked);
    }

    @Test
    void aChangeThatTheWriterDoesNotTakeFails() {
        writer.failure = new DatabaseAwayException(Role.WRITER, null);
        assertSame(writer.failure, assertThrows(DatabaseAwayException.class, () -> databases.write(QUERY)));
        assertSame(
                writer.failure,
                assertThrows(DatabaseAwayException.class, () -> databases.insert("notes (text)", List.of("a"))));
    }

    @Test
    void itSaysWhichOneWouldBeReadNow() {
        assertEquals(Role.READER, databases.readingRole());
        reader.away = true;
        assertEquals(Role.WRITER, databases.readingRole());
        reader.away = false;
        watch.behind = true;
        assertEquals(Role.WRITER, databases.readingRole());
    }

    private static Token token(long id) {
        return new Token(Kind.TIMESTAMP, id);
    }

    private static void assertAnswer(Role from, Reason why, Answer<String> answer) {
        assertEquals(from.toString(), answer.value());
        assertEquals(from, answer.from());
        assertEquals(why, answer.why());
    }

    /** A reader that has all rows up to {@code newest}. */
    private static final class FakeReader extends ReaderQueries {

        private long newest = Long.MAX_VALUE;
        private RuntimeException failure;
        private boolean silent;
        private boolean away;
        private int asked;

        @Override
        @SuppressWarnings("unchecked")
        public <T> Optional<T> run(Token wanted, Function<EntityManager, T> query) {
            asked++;
            if (failure != null) {
                throw failure;
            }
            return wanted.id() <= newest ? Optional.of((T) Role.READER.toString()) : Optional.empty();
        }

        @Override
        public NewestRow newest(Kind kind) {
            return new NewestRow(newest, null);
        }

        @Override
        public boolean isAway() {
            return away;
        }

        @Override
        public boolean isSilent() {
            return silent;
        }
    }

    private static final class FakeWriter extends WriterQueries {

        private final List<String> asked = new ArrayList<>();
        private RuntimeException failure;

        @Override
        @SuppressWarnings("unchecked")
        public <T> T run(Function<EntityManager, T> query) {
            return (T) answer("query");
        }

        @Override
        @SuppressWarnings("unchecked")
        public <T> T change(Function<EntityManager, T> change) {
            return (T) answer("change");
        }

        @Override
        public long[] insert(String into, List<String> values) {
            answer("insert");
            return new long[] {1, 2};
        }

        private Object answer(String what) {
            asked.add(what);
            if (failure != null) {
                throw failure;
            }
            return Role.WRITER.toString();
        }
    }

    private static final class FakeWatch extends ReaderWatch {

        private boolean behind;
        private boolean madeUp;

        @Override
        public boolean behind() {
            return behind;
        }

        @Override
        public boolean behind(Kind kind) {
            return behind;
        }

        @Override
        public Token wanted(Token token) {
            return madeUp ? token.kind().none() : token;
        }
    }
}
