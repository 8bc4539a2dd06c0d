package threetier.idempotency;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeysInUseTest {

    private static final KeysInUse.Scope KEY = scope("notes", "k");

    private final KeysInUse keys = new KeysInUse();

    @Test
    void theSameKeyIsUsedOneAfterTheOther() {
        AtomicInteger inside = new AtomicInteger();
        CompletableFuture.allOf(Stream.generate(() -> CompletableFuture.runAsync(() -> keys.exclusively(KEY, () -> {
                            assertEquals(1, inside.incrementAndGet());
                            Thread.yield();
                            return inside.decrementAndGet();
                        })))
                        .limit(20)
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Test
    void otherKeysAreFree() {
        assertEquals("inner", keys.exclusively(KEY, () -> keys.exclusively(scope("notes", "K"), () -> "inner")));
    }

    @Test
    void theSameKeyOnAnotherResourceIsFree() {
        assertEquals("inner", keys.exclusively(KEY, () -> keys.exclusively(scope("pages", "k"), () -> "inner")));
    }

    @Test
    void aFailureLeavesTheKeyFree() {
        assertThrows(
                IllegalStateException.class,
                () -> keys.exclusively(KEY, () -> {
                    throw new IllegalStateException("first");
                }));
        assertEquals("free", keys.exclusively(KEY, () -> "free"));
    }

    private static KeysInUse.Scope scope(String resource, String key) {
        return new KeysInUse.Scope(resource, new IdempotencyKey(key));
    }
}
