package threetier.datasource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.security.cert.CertificateException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import threetier.command.stage.Stage;
import threetier.stage.OnStage;
import threetier.stage.Site;

/** Tests of TLS to a database on another machine. The stage's MariaDB is on the same machine and does not use TLS. */
@OnStage
@Tag("mysql-only")
class TlsIT {

    @Test
    void theApplicationsConnectionsAreEncrypted(Site site, Stage stage) throws Exception {
        site.post("/write");
        site.get("/read");
        for (String database : new String[] {"writer", "reader"}) {
            String connections = "SELECT COUNT(*) FROM performance_schema.threads WHERE PROCESSLIST_USER = 'threetier_"
                    + database + "'";
            assertTrue(stage.sql().count(database, connections) > 0);
            assertEquals(0, stage.sql().count(database, connections + " AND CONNECTION_TYPE <> 'SSL/TLS'"));
        }
    }

    @Test
    void anotherAuthorityIsNotTrusted(Stage stage) {
        String writer = stage.data().url("writer");
        String wrong = writer.replace("%2Fwriter%2Fauthority", "%2Freader%2Fauthority");
        assertNotEquals(writer, wrong);
        SQLException refused = assertThrows(
                SQLException.class,
                () -> DriverManager.getConnection(
                                wrong, "threetier_writer", stage.data().password("writer"))
                        .close());
        assertTrue(
                Stream.iterate((Throwable) refused, Objects::nonNull, Throwable::getCause)
                        .anyMatch(CertificateException.class::isInstance),
                refused.toString());
    }
}
