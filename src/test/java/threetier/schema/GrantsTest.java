package threetier.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GrantsTest {

    @Test
    void linesOfBothServersAreUnderstood() {
        Grants grants = listed(
                "GRANT USAGE ON *.* TO `w`@`%` IDENTIFIED BY PASSWORD '*0'",
                "GRANT SELECT, REFERENCES ON `own_a`.* TO `w`@`%`",
                "GRANT INSERT, UPDATE ON `own_a`.`two words` TO `w`@`%`");
        Grants wanted = new Grants();
        wanted.add(Set.of("SELECT"), "`own_a`.*");
        wanted.add(Set.of("INSERT", "DELETE"), "`own_a`.`two words`");
        assertTrue(grants.revocable() && grants.permitsChanges() && grants.has("REFERENCES", "`own_a`.*"));
        assertEquals(List.of("REFERENCES ON `own_a`.*", "UPDATE ON `own_a`.`two words`"), grants.without(wanted));
        assertEquals(List.of("DELETE ON `own_a`.`two words`"), wanted.without(grants));
    }

    @Test
    void privilegesThatCannotBeRevokedOneByOneAreNoticed() {
        for (String line : List.of(
                "GRANT ALL PRIVILEGES ON `a`.* TO `w`@`%`",
                "GRANT SELECT ON `a`.* TO `w`@`%` WITH GRANT OPTION",
                "GRANT SELECT, INSERT (`id`) ON `a`.`t` TO `w`@`%`",
                "GRANT `role`@`%` TO `w`@`%`")) {
            assertFalse(listed(line).revocable(), line);
        }
    }

    private static Grants listed(String... lines) {
        Grants grants = new Grants();
        List.of(lines).forEach(grants::addListed);
        return grants;
    }
}
