package threetier.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import threetier.stage.OnStage;
import threetier.stage.Site;
import threetier.stage.Stage;

@OnStage
class DepartedClientsIT {

    @AfterEach
    void empty(Stage stage) throws SQLException {
        stage.truncate();
    }

    @Test
    void theLogSaysInOneLineThatAClientWentAway(Site site, Stage stage) throws Exception {
        stage.truncate();
        // More than the connections between hold
        stage.fill(400_000);
        int before = stage.log("app-1").size();
        leaveEarly(URI.create(site.url()), "/read");
        assertEquals(1, stage.awaitLogged("app-1", before, "A client went away before it had its whole answer").size());
        assertEquals(before + 1, stage.log("app-1").size(), "lines, as only one should have been added");
    }

    private static void leaveEarly(URI site, String path) throws IOException {
        try (Socket client = new Socket(site.getHost(), site.getPort())) {
            OutputStream out = client.getOutputStream();
            out.write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(1_000);
        }
    }
}
