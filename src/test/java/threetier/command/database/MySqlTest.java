package threetier.command.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.mysql.cj.conf.ConnectionUrlParser;
import java.net.URI;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MySqlTest {

    /** Without encoding, the driver would read a plus sign as a space, and an ampersand as the end of the path. */
    @ParameterizedTest
    @ValueSource(strings = {"/srv/clone", "/srv/a+b", "/srv/a&b", "/srv/a^b,c=d@e~f"})
    void theDriverReadsTheAddressOfTheTrustStoreAsItIs(String folder) {
        Path file = Path.of(folder, "authority.p12");
        String url = "jdbc:mysql://127.0.0.1:3306/threetier" + MySql.parameters(file);
        String read =
                ConnectionUrlParser.parseConnectionString(url).getProperties().get("trustCertificateKeyStoreUrl");
        assertEquals(file, Path.of(URI.create(read)));
    }
}
