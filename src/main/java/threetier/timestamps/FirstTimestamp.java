package threetier.timestamps;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.LocalDateTime;
import threetier.idempotency.IdempotencyKey;
import threetier.timestamps.entry.Timestamp;

/**
 * The answer to the first request with an idempotency key. It contains a copy of the entry and not a reference, because
 * an operator may have deleted the entry.
 */
@Entity
@Table(name = "idempotency_keys")
class FirstTimestamp {

    @Id
    @Column(name = "idempotency_key")
    private String key;

    @Column(name = "timestamp_id", nullable = false, updatable = false)
    private long timestampId;

    @Column(name = "saved_at", nullable = false, updatable = false)
    private LocalDateTime savedAt;

    /** JPA needs this constructor. */
    protected FirstTimestamp() {}

    FirstTimestamp(IdempotencyKey key, Timestamp saved) {
        this.key = key.text();
        timestampId = saved.id();
        savedAt = saved.savedAt();
    }

    Timestamp timestamp() {
        return new Timestamp(timestampId, savedAt);
    }
}
