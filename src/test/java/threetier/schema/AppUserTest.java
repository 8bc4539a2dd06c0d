package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class AppUserTest {

    @Test
    void thePasswordIsNotPrinted() {
        assertFalse(AppUser.writer("w", "secret").toString().contains("secret"));
    }
}
