package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class AppUserTest {

    @Test
    void thePasswordIsNotPrinted() {
        assertFalse(AppUser.writer("w", "secret").toString().contains("secret"));
    }

    @Test
    void onlyPrivilegesThatChangeRowsAreThoseOfTables() {
        AppUser writer = AppUser.writer("w", "secret");
        assertEquals(Set.of("SELECT"), writer.onDatabase());
        assertEquals(Set.of("INSERT"), writer.onTable("timestamps"));
        assertEquals(Set.of("INSERT", "UPDATE", "DELETE"), writer.onTable("users"));
        AppUser other = AppUser.writer(Map.of("WRITER_PRIVILEGES", "SELECT,DELETE, SHOW VIEW"), "w", "secret");
        assertEquals(Set.of("SELECT", "SHOW VIEW"), other.onDatabase());
        assertEquals(Set.of("DELETE"), other.onTable("users"));
        assertEquals(Set.of(), AppUser.reader("r", "secret").onTable("users"));
    }

    @Test
    void allPrivilegesTogetherCouldNotBeTakenAway() {
        assertThrows(IllegalArgumentException.class, () -> new AppUser("w", "secret", "ALL PRIVILEGES"));
    }
}
