package threetier.problem;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import threetier.stage.OnStage;
import threetier.stage.Stage;

@OnStage
class DepartedClientsIT {

    @AfterEach
    void empty(Stage stage) throws SQLException {
        stage.truncate();
    }

    @Test
    void theLogSaysInOneLineThatAClientWentAway(Stage stage) throws Exception {
        stage.truncate();
        stage.fill(200_000);
        int before = stage.log("app-1").size();
        leaveEarly(stage.node("app-1").port(), "/read");
        assertEquals(1, stage.awaitLogged("app-1", before, "A client went away before it had its whole answer").size());
        assertEquals(before + 1, stage.log("app-1").size(), "lines, as only one should have been added");
    }

    /** Takes so little at a time that most of the answer is still to be written, and asks without httpd, which would take more. */
    private static void leaveEarly(int port, String path) throws IOException {
        try (Socket client = new Socket()) {
            client.setReceiveBufferSize(4_096);
            client.connect(new InetSocketAddress("127.0.0.1", port));
            client.getOutputStream().write(("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
            client.getInputStream().readNBytes(1_000);
        }
    }
}
