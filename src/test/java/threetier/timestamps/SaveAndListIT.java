package threetier.timestamps;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.inject.Inject;
import java.util.Optional;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import threetier.InContainer;
import threetier.Wars;
import threetier.consistency.Kind;
import threetier.datasource.Answer;
import threetier.datasource.Role;
import threetier.paging.Page;
import threetier.paging.PageRequest;
import threetier.timestamps.entry.Timestamp;

@InContainer
class SaveAndListIT {

    @Inject
    private TimestampWriter writer;

    @Inject
    private TimestampReader reader;

    @Deployment
    static WebArchive application() {
        return Wars.threeTier(SaveAndListIT.class);
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
