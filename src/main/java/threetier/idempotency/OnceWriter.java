package threetier.idempotency;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import threetier.datasource.Answer;
import threetier.datasource.ConflictException;
import threetier.datasource.Databases;

/**
 * Runs changes for clients that may repeat a request. The change and its idempotency key are committed in the same
 * transaction: either both are saved or neither.
 */
@ApplicationScoped
public class OnceWriter {

    @Inject
    private Databases databases;

    @Inject
    private KeysInUse keysInUse;

    /**
     * Runs the change. If an earlier request had the same key, returns the answer to that request instead.
     *
     * @throws KeyInUseException while an earlier request with the same key has not finished
     * @throws ConflictException when the change itself is a duplicate of another one
     */
    public <T> Answer<T> once(IdempotencyKey key, Once<T> change) {
        return keysInUse.exclusively(new KeysInUse.Scope(change.resource(), key), () -> {
            try {
                return databases.write(
                        writer -> change.firstAnswer(writer, key).orElseGet(() -> change.make(writer, key)));
            } catch (ConflictException withAnotherNode) {
                // This query needs a new transaction, because the failed one cannot be used any more
                return databases
                        .write(writer -> change.firstAnswer(writer, key))
                        .map(found -> found.orElseThrow(
                                () -> change.isOwn(withAnotherNode) ? withAnotherNode : new KeyInUseException()));
            }
        });
    }

    /**
     * Creates a row. If the request has a key, it is created only once.
     *
     * @throws KeyInUseException while an earlier request with the same key has not finished
     * @throws ConflictException when another row or another change is in the way
     */
    public Answer<Created> create(Optional<IdempotencyKey> key, Creation creation) {
        return key.map(given -> once(given, creation)).orElseGet(() -> databases.write(creation::make));
    }
}
