package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.time.Instant;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import threetier.InContainer;
import threetier.Wars;
import threetier.consistency.Kind;
import threetier.timestamps.entry.Timestamp;

@InContainer
class TransactionIT {

    @Inject
    private Databases databases;

    @Deployment
    static WebArchive application() {
        return Wars.threeTier(TransactionIT.class);
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
}
