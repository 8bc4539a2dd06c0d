package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Instant;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import threetier.InContainer;
import threetier.Wars;
import threetier.consistency.Kind;
import threetier.paging.Page;
import threetier.paging.PageRequest;
import threetier.timestamps.TimestampReader;
import threetier.timestamps.TimestampWriter;
import threetier.timestamps.entry.Timestamp;

/**
 * Tests inside the server: transactions, and which database answers. It is one class, because the server starts for
 * each class.
 */
@InContainer
class TransactionIT {

    @Inject
    private Databases databases;

    @Inject
    private TwoPools twoPools;

    @Inject
    private TimestampWriter writer;

    @Inject
    private TimestampReader reader;

    @Deployment
    static WebArchive application() {
        return Wars.threeTier(TransactionIT.class, TwoPools.class);
    }

    @Test
    void aChangeThatFailsLeavesNothingBehind() {
        long before = entriesOnTheWriter();
        assertThrows(
                IllegalStateException.class,
                () -> databases.write(writer -> {
                    writer.persist(new Timestamp(Instant.now()));
                    writer.flush();
                    throw new IllegalStateException("after the insert");
                }));
        assertEquals(before, entriesOnTheWriter());
    }

    @Test
    void aChangeThatSucceedsIsThereAfterwards() {
        long before = entriesOnTheWriter();
        databases.write(writer -> {
            writer.persist(new Timestamp(Instant.now()));
            return null;
        });
        assertEquals(before + 1, entriesOnTheWriter());
    }

    /** Each persistence unit uses its own server: the writer has the id 1, the reader 2. */
    @Test
    void theTwoUnitsAreTwoDatabases() {
        assertEquals(1L, databases.write(TransactionIT::serverId).value());
        assertEquals(
                2L,
                databases.read(Kind.TIMESTAMP.none(), TransactionIT::serverId).value());
    }

    /** It fails immediately. Otherwise it could commit on one database and fail on the other. */
    @Test
    void aTransactionOverBothIsRefusedAndLeavesNothingBehind() {
        long before = entriesOnTheWriter();
        Exception refused = assertThrows(Exception.class, twoPools::saveAndCountOnTheReader);
        assertTrue(chain(refused).contains("Local transaction already has 1 non-XA Resource"), () -> chain(refused));
        assertEquals(before, entriesOnTheWriter());
    }

    @Test
    void whatTheWriterSavesTheReaderFinds() throws InterruptedException {
        Answer<Timestamp> saved = writer.save();
        assertEquals(Role.WRITER, saved.from());
        Answer<Optional<Timestamp>> found = await(saved.value().id());
        assertEquals(Role.READER, found.from());
        assertEquals(saved.value().savedAt(), found.value().orElseThrow().savedAt());
    }

    @Test
    void aPageBeginsWithTheNewest() throws InterruptedException {
        long older = writer.save().value().id();
        long newer = writer.save().value().id();
        assertTrue(newer > older);
        await(newer);
        Page<Timestamp> page = reader.page(Kind.TIMESTAMP.none(), new PageRequest(Long.MAX_VALUE, 1))
                .value();
        assertEquals(newer, page.rows().get(0).id());
        assertTrue(page.more());
        assertEquals(
                older,
                reader.page(Kind.TIMESTAMP.none(), new PageRequest(newer, 1))
                        .value()
                        .rows()
                        .get(0)
                        .id());
    }

    private long entriesOnTheWriter() {
        return databases
                .write(writer -> ((Number) writer.createNativeQuery("SELECT COUNT(*) FROM timestamps")
                                .getSingleResult())
                        .longValue())
                .value();
    }

    private static long serverId(EntityManager database) {
        return ((Number) database.createNativeQuery("SELECT @@server_id").getSingleResult()).longValue();
    }

    private static String chain(Throwable failure) {
        StringWriter text = new StringWriter();
        failure.printStackTrace(new PrintWriter(text));
        return text.toString();
    }

    /**
     * Waits for the replica, because it is always slightly behind. This runs in the server, and the application there
     * is the one that users get, without Awaitility.
     */
    private Answer<Optional<Timestamp>> await(long id) throws InterruptedException {
        Answer<Optional<Timestamp>> found = reader.find(Kind.TIMESTAMP.none(), id);
        for (int i = 0; i < 500 && found.value().isEmpty(); i++) {
            Thread.sleep(20);
            found = reader.find(Kind.TIMESTAMP.none(), id);
        }
        return found;
    }
}
