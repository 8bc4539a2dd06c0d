package threetier.timestamps;

import jakarta.persistence.EntityManager;
import java.time.Instant;
import java.util.Optional;
import threetier.idempotency.IdempotencyKey;
import threetier.idempotency.Once;
import threetier.timestamps.entry.Timestamp;

/** Saves the current time once for each idempotency key. */
final class TimestampOnce implements Once<Timestamp> {

    @Override
    public String resource() {
        return "timestamps";
    }

    @Override
    public Optional<Timestamp> firstAnswer(EntityManager writer, IdempotencyKey key) {
        return writer.createQuery("select a from FirstTimestamp a where a.key = :key", FirstTimestamp.class)
                .setParameter("key", key.text())
                .getResultStream()
                .findFirst()
                .map(FirstTimestamp::timestamp);
    }

    @Override
    public Timestamp make(EntityManager writer, IdempotencyKey key) {
        Timestamp now = new Timestamp(Instant.now());
        writer.persist(now);
        // The flush assigns the id of the entry
        writer.flush();
        writer.persist(new FirstTimestamp(key, now));
        return now;
    }
}
