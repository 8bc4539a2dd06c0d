package threetier.timestamps;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceException;
import java.time.Instant;
import java.util.Optional;
import threetier.datasource.Answer;
import threetier.datasource.Databases;
import threetier.idempotency.IdempotencyKey;
import threetier.idempotency.KeyInUseException;
import threetier.idempotency.KeysInUse;
import threetier.timestamps.entry.Timestamp;

/**
 * Saves date-times for clients that may repeat a request. The entry and the idempotency key are committed in the same
 * transaction: either both are saved or neither.
 */
@ApplicationScoped
public class OnceWriter {

    @Inject
    private Databases databases;

    @Inject
    private KeysInUse keysInUse;

    /**
     * Saves the current time. If an earlier request had the same key, returns the entry that the earlier request saved.
     *
     * @throws KeyInUseException while an earlier request with the same key has not finished
     */
    public Answer<Timestamp> save(IdempotencyKey key) {
        return keysInUse.exclusively(key, () -> {
            try {
                return databases.write(writer -> find(writer, key).orElseGet(() -> insert(writer, key)));
            } catch (SavedByAnotherException onAnotherNode) {
                // This query needs a new transaction, because the failed one cannot be used any more
                return databases
                        .write(writer -> find(writer, key))
                        .map(found -> found.orElseThrow(KeyInUseException::new));
            }
        });
    }

    private static Optional<Timestamp> find(EntityManager writer, IdempotencyKey key) {
        return writer.createQuery("select a from FirstAnswer a where a.key = :key", FirstAnswer.class)
                .setParameter("key", key.text())
                .getResultStream()
                .findFirst()
                .map(FirstAnswer::timestamp);
    }

    private static Timestamp insert(EntityManager writer, IdempotencyKey key) {
        // Limits the wait for another node's transaction with the same key to 1 second, the minimum in MySQL. The
        // setting stays on the connection. Nothing else in this application waits for a lock there.
        writer.createNativeQuery("SET innodb_lock_wait_timeout = 1").executeUpdate();
        Timestamp now = new Timestamp(Instant.now());
        writer.persist(now);
        // The flush assigns the id of the entry
        writer.flush();
        writer.persist(new FirstAnswer(key, now));
        try {
            writer.flush();
        } catch (PersistenceException refusal) {
            throw SavedByAnotherException.orElse(refusal);
        }
        return now;
    }
}
