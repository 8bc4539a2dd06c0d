package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.persistence.PersistenceException;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tests how the application recognises read-only mode, in answers of both servers. */
class ReadOnlyModeTest {

    private boolean permitted = true;
    private boolean away;
    private final ReadOnlyWatch watch = new ReadOnlyWatch(new WriterQueries() {
        @Override
        public List<String> grants() {
            if (away) {
                throw new DatabaseAwayException(Role.WRITER, null);
            }
            return permitted
                    ? List.of("GRANT USAGE ON *.* TO `w`@`%`", "GRANT INSERT, DELETE ON `a`.`t` TO `w`@`%`")
                    : List.of("GRANT SELECT, REFERENCES ON `a`.* TO `w`@`%`");
        }
    });

    @ParameterizedTest
    @ValueSource(
            strings = {
                "INSERT command denied to user 'w'@'localhost' for table 'timestamps'",
                "UPDATE command denied to user 'w'@'localhost' for table `a`.`t`",
                "SELECT with locking clause command denied to user 'w'@'localhost' for table 't'"
            })
    void aRefusedChangeIsReadOnlyModeAndNoOutage(String message) {
        assertThrows(ReadOnlyModeException.class, () -> refused(message, 1142));
    }

    @Test
    void otherMissingPrivilegesAreNot() {
        for (String message : List.of("SELECT command denied to user 'w'@'%' for table 't'", "DROP command denied")) {
            PersistenceException refusal = assertThrows(PersistenceException.class, () -> refused(message, 1142));
            assertFalse(refusal instanceof ReadOnlyModeException, message);
        }
    }

    @Test
    void theStateFollowsThePrivilegesAndStaysWhileTheWriterIsAway() {
        watch.look();
        assertFalse(watch.isOn());
        permitted = false;
        watch.look();
        assertTrue(watch.isOn());
        away = true;
        permitted = true;
        assertThrows(DatabaseAwayException.class, watch::look);
        assertTrue(watch.isOn());
        away = false;
        watch.look();
        assertFalse(watch.isOn());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GRANT ALL PRIVILEGES ON *.* TO `root`@`%` WITH GRANT OPTION",
                "GRANT SELECT, INSERT ON `threetier`.* TO `w`@`%`",
                "GRANT UPDATE ON `threetier`.`users` TO `w`@`%`"
            })
    void eachPrivilegeToChangeRowsCounts(String grant) {
        assertEquals(true, ReadOnlyWatch.permitsChanges(List.of("GRANT USAGE ON *.* TO `w`@`%`", grant)));
    }

    private static void refused(String message, int code) {
        Outage.noticed(Role.WRITER, () -> {
            throw new PersistenceException(new SQLException(message, "42000", code));
        });
    }
}
