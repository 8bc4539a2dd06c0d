package threetier.idempotency;

import jakarta.persistence.EntityManager;
import java.util.Optional;
import threetier.datasource.ConflictException;

/**
 * A change that must happen once for each idempotency key.
 *
 * @param <T> the answer to the request
 */
public interface Once<T> {

    /** The name of the resource. The same key on another resource is another key. */
    String resource();

    /** The answer to the first request with this key; empty when there is none yet. */
    Optional<T> firstAnswer(EntityManager writer, IdempotencyKey key);

    /** Makes the change, and saves its answer with the key in the same transaction. */
    T make(EntityManager writer, IdempotencyKey key);

    /**
     * Whether a conflict is one of the change itself, which a repeat of the request would meet again, and not one of
     * the key.
     */
    default boolean isOwn(ConflictException conflict) {
        return false;
    }
}
