package threetier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The artefacts of the build. */
@Tag("stage")
class ArtefactsIT {

    /**
     * The driver and the pools belong to the server, and migrations run before the server starts. The WAR contains none
     * of them.
     */
    @Test
    void theWarHoldsTheApplicationAlone() throws Exception {
        List<String> files = files("target/three-tier.war");
        assertEquals(
                List.of(), files.stream().filter(file -> file.endsWith(".jar")).toList());
        assertEquals(
                List.of(),
                files.stream()
                        .filter(file -> file.contains("threetier/schema")
                                || file.contains("threetier/pool")
                                || file.contains("db/migration"))
                        .toList());
        assertTrue(files.contains("WEB-INF/classes/threetier/timestamps/entry/Timestamp.class"));
    }

    @Test
    void theSchemaJarHoldsTheMigrationsAndWhatRunsThem() throws Exception {
        List<String> files = files("target/three-tier-schema.jar");
        assertTrue(files.contains("db/migration/V1__timestamps.sql"));
        assertTrue(files.contains("org/flywaydb/core/Flyway.class"));
        assertTrue(files.contains("com/mysql/cj/jdbc/Driver.class"));
        assertFalse(files.contains("threetier/timestamps/entry/Timestamp.class"));
    }

    @Test
    void thePoolJarHoldsTheDriverAndTheChecksOfItsConnections() throws Exception {
        List<String> files = files("target/three-tier-pool.jar");
        assertTrue(files.contains("com/mysql/cj/jdbc/MysqlDataSource.class"));
        assertTrue(files.contains("threetier/pool/connection/WriterCheck.class"));
        assertEquals(
                List.of(),
                files.stream()
                        .filter(file -> file.startsWith("threetier/") && !file.startsWith("threetier/pool/"))
                        .toList());
    }

    private static List<String> files(String archive) throws Exception {
        try (ZipFile zip = new ZipFile(archive)) {
            return zip.stream()
                    .filter(entry -> !entry.isDirectory())
                    .map(ZipEntry::getName)
                    .toList();
        }
    }
}
